// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.problem;

import java.util.List;
import java.util.stream.Collectors;

/// Ends a command because of problems that a person has to solve first: a configuration with
/// mistakes, a state file in use, a full disk. Never thrown for what happens to one account.
public final class Halt extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public Halt(Problem problem) {
    this(List.of(problem));
  }

  public Halt(List<Problem> problems) {
    super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public Halt(Problem problem, Throwable cause) {
    super(problem.text(), cause);
    this.problems = List.of(problem);
  }

  public List<Problem> problems() {
    return problems;
  }
}
