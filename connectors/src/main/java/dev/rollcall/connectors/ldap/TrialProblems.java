// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;

/// Says in plain words why the rights to write could not be tried.
final class TrialProblems {
  private static final String BEGIN =
      "begin with one person: a refusal names the right that is missing";

  private TrialProblems() {}

  /// @param instead what was looked at
  static Problem notOffered(Layout layout, String instead) {
    return new Problem(
        "LDAP-NO-TRIAL",
        Blame.REMOTE_SYSTEM,
        "'%s' (%s) offers no way to try writing below %s without writing"
            .formatted(layout.system(), layout.directory().words(), layout.at()),
        "it does not list the no-op control (%s); instead: %s"
            .formatted(WriteTrial.NO_OPERATION, instead),
        BEGIN);
  }

  /// A server that answers success has written, or says so.
  static Problem ignored(Layout layout, String sample, String what) {
    return new Problem(
        "LDAP-TRIAL-IGNORED",
        Blame.REMOTE_SYSTEM,
        "'%s' lists the no-op control and did not honour it when Rollcall tried to %s"
            .formatted(layout.system(), what),
        "it answered success and not noOperation; nothing more was tried",
        "look at %s, which may have been written, and use `check` without --deep"
            .formatted(sample));
  }

  static Problem notProven(Layout layout, String what) {
    return new Problem(
        "LDAP-TRIAL-REFUSED",
        Blame.REMOTE_SYSTEM,
        "whether Rollcall may %s below %s was not tried".formatted(what, layout.at()),
        "no request before it was answered with noOperation, so it is not sure that nothing is"
            + " written",
        "see what is said above about the attributes, or begin with one person");
  }

  static Problem refused(Layout layout, String what, String said) {
    return new Problem(
        "LDAP-TRIAL-REFUSED",
        Blame.REMOTE_SYSTEM,
        "'%s' refused to %s, though not for want of a right".formatted(layout.system(), what),
        said,
        "it may be about the value that was tried: see what the second line says");
  }
}
