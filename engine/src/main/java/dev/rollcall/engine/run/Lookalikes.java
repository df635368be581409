// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.ValueRule;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds every account that answers to some rows, where a match rule found more than one.
final class Lookalikes {
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final int[] matchColumns;
  private final int anchorColumn;

  Lookalikes(Sync sync, IdentityTable identities, AccountTable accounts) {
    this.identities = identities;
    this.accounts = accounts;
    this.matchColumns = Ownership.matchColumns(sync);
    this.anchorColumn = AccountTable.column(sync.mapping().names(), sync.anchorIn().orElse(""));
  }

  /// Looks at each account once.
  IntStream of(List<Integer> rows) {
    Set<String> anchors = new HashSet<>();
    List<Set<String>> wanted =
        Stream.generate(() -> (Set<String>) new HashSet<String>())
            .limit(matchColumns.length)
            .toList();
    for (int row : rows) {
      anchors.add(identities.anchor(row));
      for (int rule = 0; rule < matchColumns.length; rule++) {
        wanted.get(rule).addAll(values(identities.values(row), matchColumns[rule]));
      }
    }
    return IntStream.range(0, accounts.size())
        .filter(account -> answers(accounts.account(account).values(), anchors, wanted));
  }

  private boolean answers(
      List<List<String>> actual, Set<String> anchors, List<Set<String>> wanted) {
    boolean answers = anchorColumn >= 0 && meet(actual.get(anchorColumn), anchors);
    for (int rule = 0; rule < matchColumns.length; rule++) {
      answers |= meet(values(actual, matchColumns[rule]), wanted.get(rule));
    }
    return answers;
  }

  private static List<String> values(List<List<String>> all, int column) {
    return column < 0 ? List.of() : ValueRule.IGNORE_CASE.normal(all.get(column));
  }

  private static boolean meet(List<String> values, Set<String> wanted) {
    return values.stream().anyMatch(wanted::contains);
  }
}
