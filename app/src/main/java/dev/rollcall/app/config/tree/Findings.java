// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gathers everything that is wrong with one file, so that it can be said at once.
public final class Findings {
  private final String file;
  private final boolean places;
  private final List<Placed> problems = new ArrayList<>();
  private final List<Placed> warnings = new ArrayList<>();
  private final Set<Position> spokenOf = new HashSet<>();

  public Findings(String file) {
    this(file, true);
  }

  private Findings(String file, boolean places) {
    this.file = file;
    this.places = places;
  }

  /// For what is in no file: places are left out.
  public static Findings withoutPlaces(String name) {
    return new Findings(name, false);
  }

  private record Placed(Position at, Problem problem) {}

  /// Something that has to be corrected.
  public void problem(Position at, String code, String what, String why, String fix) {
    problems.add(placed(at, code, what, why, fix));
    spokenOf.add(at);
  }

  /// Something that works, and that a person should know.
  public void warning(Position at, String code, String what, String why, String fix) {
    warnings.add(placed(at, code, what, why, fix));
  }

  private Placed placed(Position at, String code, String what, String why, String fix) {
    String located = file + (places ? ":" + at : "") + ": " + what;
    return new Placed(at, new Problem(code, Blame.CONFIGURATION, located, why, fix));
  }

  /// Whether something was said of this very place already.
  public boolean placed(Position at) {
    return places && spokenOf.contains(at);
  }

  public boolean any() {
    return !problems.isEmpty();
  }

  /// In the order of their places, each once.
  public List<Problem> problems() {
    return sorted(problems);
  }

  /// In the order of their places, each once.
  public List<Problem> warnings() {
    return sorted(warnings);
  }

  private static List<Problem> sorted(List<Placed> placed) {
    return placed.stream()
        .sorted(Comparator.comparing(Placed::at))
        .map(Placed::problem)
        .distinct()
        .toList();
  }
}
