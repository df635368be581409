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
        switch (subject.sort()) {
          case USER -> "the user was removed, or became no person's, after the plan was made";
          case GROUP -> "the group was removed, or became one project's, after the plan was made";
          case ROLE -> "the role or the project was removed after the plan was made";
          case TEAM -> "the project was removed after the plan was made";
        },
        "make a new plan");
  }

  static Problem memberGone(String member) {
    return new Problem(
        "FTRACK-STALE",
        Blame.REMOTE_SYSTEM,
        "the group '" + member + "', which should come into another one, is no longer there",
        "it was removed after the plan was made",
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

  static Problem loginTaken(String login, Row holder) {
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

  static Problem groupTaken(String name, Row holder) {
    return new Problem(
        "FTRACK-GROUP-TAKEN",
        Blame.DATA,
        "there is a group '" + name + "' already",
        "group %s has the name '%s'".formatted(holder.id(), holder.text("name").orElse("")),
        "rename or remove that group in ftrack, give the group another name in the source, or match"
            + " groups by name");
  }

  static Problem insideAnother(String group, String parent) {
    return new Problem(
        "FTRACK-GROUP-PARENT",
        Blame.DATA,
        "the group '%s' is inside another group already".formatted(group),
        "a group of ftrack is inside one group at most; it is in " + parent,
        "take it out there, or write `members: nested` in place of `members: tree`");
  }

  static Problem insideItself(String group, String parent) {
    return new Problem(
        "FTRACK-GROUP-PARENT",
        Blame.DATA,
        "the group '%s' cannot come into '%s'".formatted(group, parent),
        "'%s' is inside '%s', and a group cannot be inside itself".formatted(parent, group),
        "break the ring of groups in the source");
  }

  static Problem notForGroups(String role) {
    return new Problem(
        "FTRACK-ROLE-OF-GROUP",
        Blame.CONFIGURATION,
        "a group cannot hold the role " + role,
        "ftrack's roles are for users",
        "name a group whose members get the role");
  }

  static Problem roleTooWide(String why) {
    return new Problem(
        "FTRACK-ROLE-TOO-WIDE",
        Blame.REMOTE_SYSTEM,
        "a role that was given for one project is valid on all open projects",
        why,
        "take it off all open projects in ftrack, under System settings > Users");
  }

  static Problem lastAdministrator(String login, int stay) {
    return new Problem(
        "FTRACK-LAST-ADMINISTRATOR",
        Blame.GUARD,
        "'%s' stays an active administrator".formatted(login),
        "without them fewer than %d active users would be administrators".formatted(stay),
        "make somebody else an administrator in ftrack first");
  }

  static Problem protectedUser(String login) {
    return new Problem(
        "FTRACK-PROTECTED",
        Blame.GUARD,
        "'%s' is protected and stays as it is".formatted(login),
        "the configuration names it among the users whose access no run takes",
        "take it out of 'protected' if the run shall change it");
  }

  static Problem ownRole(String login) {
    return new Problem(
        "FTRACK-OWN-ACCOUNT",
        Blame.GUARD,
        "will not take an administrator's role from '%s'".formatted(login),
        "it is the account that the run itself works under",
        "leave it in the source, or use the key of another user first");
  }

  static Problem ownAccount(Change change, FtrackSettings settings) {
    return new Problem(
        "FTRACK-OWN-ACCOUNT",
        Blame.GUARD,
        "will not %s '%s'".formatted(change.kind().word(), change.subject().key()),
        "it is the account that '" + settings.name() + "' is reached by",
        "leave it in the source, or use the key of another user first");
  }

  static Problem incomplete(Change change, String why) {
    return new Problem(
        "FTRACK-INCOMPLETE",
        Blame.REMOTE_SYSTEM,
        "'%s' was made, without its custom attributes and metadata"
            .formatted(change.subject().key()),
        why,
        "correct the value that it names, then run again: what is missing is added");
  }

  static Problem notInvited(Change change, String why) {
    return new Problem(
        "FTRACK-NOT-INVITED",
        Blame.REMOTE_SYSTEM,
        "'%s' was made, and perhaps not sent an invitation".formatted(change.subject().key()),
        why,
        "ask whether the letter came; if not, send it in ftrack under System settings > Users");
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
