// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.HeldRoles.Held;
import dev.rollcall.connectors.ftrack.HeldRoles.Pair;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// One step for users and roles, whatever the project: a role is added, or taken off all open
/// projects, or removed.
final class PairStep implements Sending.Work<Pair> {
  private final FtrackClient client;
  private final Predicate<Optional<Held>> needed;
  private final Function<Pair, Operation> operation;
  private final Map<Pair, Failure> failed = new HashMap<>();
  private final HeldRoles seen = new HeldRoles();

  /// @param needed whether the step is needed for somebody who holds the role so
  PairStep(
      FtrackClient client, Predicate<Optional<Held>> needed, Function<Pair, Operation> operation) {
    this.client = client;
    this.needed = needed;
    this.operation = operation;
  }

  /// Why it could not be made, for those for whom it could not.
  Map<Pair, Failure> failed() {
    return failed;
  }

  /// What was looked at, before the step.
  HeldRoles seen() {
    return seen;
  }

  @Override
  public Look<Pair> look(List<Pair> pairs, boolean again) {
    return switch (HeldRoles.look(client, pairs)) {
      case HeldRoles.Look.Blind(Failure failure) -> new Look.Blind<>(failure);
      case HeldRoles.Look.Seen(HeldRoles now, _) -> {
        seen.learn(now);
        yield new Look.Open<>(
            pairs.stream()
                .filter(pair -> needed.test(now.held(pair)))
                .map(pair -> new Task<>(pair, List.of(operation.apply(pair))))
                .toList());
      }
    };
  }

  @Override
  public void done(Pair pair, List<JsonNode> results) {}

  @Override
  public void refused(Pair pair, Failure failure) {
    failed.put(pair, failure);
  }

  @Override
  public void unavailable(Pair pair, Failure failure) {
    failed.put(pair, failure);
  }
}
