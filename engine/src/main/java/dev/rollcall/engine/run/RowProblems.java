// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The problems that rows have with each other and with accounts.
final class RowProblems {
  private static final int NAMED = 5;

  private RowProblems() {}

  static Problem clash(
      Sync sync, IdentityTable identities, IdentityTable.Clash clash, List<Integer> rows) {
    String who = sync.from() + " " + origins(identities, rows);
    String all = rows.size() == 2 ? "both" : "all";
    if (clash.anchor()) {
      return new Problem(
          "DATA-ANCHOR-TWICE",
          Blame.DATA,
          "%s %s have the anchor '%s'; their account is left as it is"
              .formatted(who, all, clash.value()),
          "an anchor names one person",
          "leave one of these rows, or choose another anchor for " + sync.name());
    }
    return new Problem(
        "DATA-LOGIN-TWICE",
        Blame.DATA,
        "%s %s give the login '%s'; %s left as they are".formatted(who, all, clash.value(), all),
        "two accounts of '" + sync.to() + "' cannot have one name",
        "give each of them another login in " + sync.from());
  }

  /// `row 3, row 4 and row 9`, at most five of them.
  private static String origins(IdentityTable identities, List<Integer> rows) {
    List<String> origins =
        rows.stream()
            .map(identities::origin)
            .sorted(Comparator.comparingInt(String::length).thenComparing(origin -> origin))
            .toList();
    int shown = Math.min(origins.size() - 1, NAMED);
    String last =
        shown == origins.size() - 1 ? origins.getLast() : origins.size() - shown + " more";
    return String.join(", ", origins.subList(0, shown)) + " and " + last;
  }

  static Problem ring(Sync sync, IdentityTable groups, int[] rows) {
    List<Integer> all = Arrays.stream(rows).boxed().toList();
    return new Problem(
        "DATA-GROUP-RING",
        Blame.DATA,
        rows.length == 1
            ? "%s %s is inside itself".formatted(sync.from(), groups.origin(rows[0]))
            : "%s %s are inside each other".formatted(sync.from(), origins(groups, all)),
        "groups inside groups must end somewhere; who is in one of these counts as in all of them",
        "take one of these groups out of the other in " + sync.from());
  }

  static Problem severalAccounts(Sync sync, IdentityTable identities, int row, String value) {
    return new Problem(
        "DATA-SEVERAL-ACCOUNTS",
        Blame.DATA,
        "several accounts of '%s' answer to %s, wanted by %s %s; all left as they are"
            .formatted(sync.to(), value, sync.from(), identities.origin(row)),
        "a match rule has to find one account",
        "correct the accounts in " + sync.to() + ", or match by another attribute");
  }

  static Problem taken(
      Sync sync, IdentityTable identities, int row, String value, AccountKey account) {
    return new Problem(
        "DATA-ACCOUNT-TAKEN",
        Blame.DATA,
        "%s %s matches %s by %s, but that account belongs to somebody else; left as it is"
            .formatted(sync.from(), identities.origin(row), account, value),
        "a link remembers the account's owner, and a match never takes it over",
        "give the person another login in "
            + sync.from()
            + "; if it is the same person under a new anchor, set 'relink: true' for "
            + sync.name());
  }

  static Problem twoPeople(
      Sync sync, IdentityTable identities, List<Integer> rows, AccountKey account) {
    return new Problem(
        "DATA-TWO-PEOPLE",
        Blame.DATA,
        "%s %s match the one account %s; all left as they are"
            .formatted(sync.from(), origins(identities, rows), account),
        "an account belongs to one identity",
        "correct the values in " + sync.from() + " that they are matched by");
  }

  static Problem loginTaken(Sync sync, String who, String origin, String value, AccountKey holder) {
    return new Problem(
        "DATA-LOGIN-TAKEN",
        Blame.DATA,
        "%s (%s %s) shall be called '%s', but %s is; left as it is"
            .formatted(who, sync.from(), origin, value, holder),
        "that account is not this person's, and keeps its name",
        "give the person another login in "
            + sync.from()
            + ", or rename the account in "
            + sync.to());
  }

  static Problem unplaced(Sync sync, int rows, long spared) {
    return new Problem(
        "DATA-UNPLACED-ROWS",
        Blame.DATA,
        "%d rows of %s cannot be told whose they are, so %d who seem to be gone are left as they are"
            .formatted(rows, sync.from(), spared),
        "one of those rows may be theirs",
        "give the rows an anchor, then run again");
  }

  /// What will be made so that accounts have a place.
  static Problem parents(Sync sync, List<String> made) {
    String more = made.size() > NAMED ? " and %,d more".formatted(made.size() - NAMED) : "";
    return new Problem(
        "PLAN-PARENTS",
        Blame.DATA,
        "'%s' has no place yet for some accounts, so these are made as well: %s%s"
            .formatted(
                sync.to(), made.stream().limit(NAMED).collect(Collectors.joining("; ")), more),
        "accounts go where 'at' of '%s' says, with 'parents: create'".formatted(sync.name()),
        "if one of them is a slip, correct the value in %s before you apply the plan"
            .formatted(sync.from()));
  }
}
