// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.problem;

import java.util.Objects;

/// Something a person has to know about, told so that they can act on it.
///
/// @param code stable and searchable; also the name of its page in `docs/problems/`
/// @param blame who has to act
/// @param what what happened, naming the thing it happened to
/// @param why the fact it follows from, with the numbers and the setting involved
/// @param fix the next command or edit; a question is not a fix
public record Problem(String code, Blame blame, String what, String why, String fix) {
  /// Who has to act; the exit code follows from it.
  public enum Blame {
    OPERATOR,
    CONFIGURATION,
    DATA,
    REMOTE_SYSTEM,
    GUARD,
    ROLLCALL
  }

  public Problem {
    Objects.requireNonNull(blame);
    Objects.requireNonNull(what);
    Objects.requireNonNull(why);
    if (code.isBlank() || fix.isBlank()) {
      throw new IllegalArgumentException("problem " + code + " does not say what to do: " + what);
    }
  }

  /// The problem as three lines: `error CODE: what`, `why`, `fix`.
  public String text() {
    return "error " + code + ": " + what + "\n  why: " + why + "\n  fix: " + fix;
  }
}
