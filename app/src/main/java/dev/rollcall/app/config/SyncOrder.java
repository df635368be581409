// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The order in which syncs run: one that reads what another changes runs after it. Otherwise they
/// keep the order of the file.
final class SyncOrder {
  private SyncOrder() {}

  /// A sync by its name and its two systems.
  record Leg(String name, String from, String to) {
    boolean waitsFor(Leg other) {
      return from.equals(other.to);
    }
  }

  /// What came of it.
  ///
  /// @param names those that could be brought into an order
  /// @param loop those that wait for each other, in the order of waiting; empty where none do
  record Ordered(List<String> names, List<String> loop) {}

  static Ordered of(List<Leg> legs) {
    List<Leg> left = new ArrayList<>(legs);
    List<String> names = new ArrayList<>();
    Map<String, Long> changing = left.stream().collect(groupingBy(Leg::to, counting()));
    Optional<Leg> next = next(left, changing);
    while (next.isPresent()) {
      left.remove(next.get());
      names.add(next.get().name);
      changing.merge(next.get().to, -1L, Long::sum);
      next = next(left, changing);
    }
    return new Ordered(names, loop(left));
  }

  /// The first that reads nothing which one of those left changes.
  private static Optional<Leg> next(List<Leg> left, Map<String, Long> changing) {
    return left.stream().filter(leg -> changing.getOrDefault(leg.from, 0L) == 0).findFirst();
  }

  /// Everyone left waits for somebody left, so going from one to the next comes back somewhere.
  private static List<String> loop(List<Leg> left) {
    if (left.isEmpty()) {
      return List.of();
    }
    List<Leg> walked = new ArrayList<>();
    Leg next = left.getFirst();
    while (!walked.contains(next)) {
      walked.add(next);
      Leg waiting = next;
      next = left.stream().filter(waiting::waitsFor).findFirst().orElse(waiting);
    }
    return walked.subList(walked.indexOf(next), walked.size()).stream().map(Leg::name).toList();
  }
}
