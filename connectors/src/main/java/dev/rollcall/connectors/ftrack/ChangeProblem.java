// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;

/// Why a change was not made.
final class ChangeProblem {
  private ChangeProblem() {}

  static Problem gone(Subject subject) {
    return new Problem(
        "FTRACK-STALE",
        Blame.REMOTE_SYSTEM,
        subject.label() + " (" + subject.key() + ") is no longer there",
        "the user was removed, or became no person's, after the plan was made",
        "make a new plan");
  }

  static Problem changed(Subject subject, String attribute, String seen, String now) {
    return new Problem(
        "FTRACK-STALE",
        Blame.REMOTE_SYSTEM,
        subject.label() + " (" + subject.key() + ") was changed by somebody else",
        "%s was %s when the plan was made and is %s now; nothing was written"
            .formatted(attribute, seen, now),
        "make a new plan");
  }

  static Problem loginTaken(String login, UserRow holder) {
    return loginTaken(
        login, "user %s has the username '%s'".formatted(holder.id(), holder.username()));
  }

  static Problem loginTaken(String login, String why) {
    return new Problem(
        "FTRACK-LOGIN-TAKEN",
        Blame.DATA,
        "the username '" + login + "' is taken",
        why,
        "rename that user in ftrack, or give the person another login in the source");
  }

  static Problem ownAccount(Change change, FtrackSettings settings) {
    return new Problem(
        "FTRACK-OWN-ACCOUNT",
        Blame.GUARD,
        "will not %s '%s'".formatted(change.kind().word(), change.subject().key()),
        "it is the account that '" + settings.name() + "' is reached by",
        "leave it in the source, or use the key of another user first");
  }

  static Problem staysClosed(Subject subject) {
    return new Problem(
        "FTRACK-SEATS",
        Blame.OPERATOR,
        subject.label() + " (" + subject.key() + ") stays inactive",
        "ftrack took the change and answered is_active false; mostly no seat is left then",
        "disable users who left, or buy seats, then run again");
  }
}
