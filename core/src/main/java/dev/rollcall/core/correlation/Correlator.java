// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.correlation;

import dev.rollcall.core.correlation.Correlation.Dispute;
import dev.rollcall.core.model.Anchor;
import java.util.List;
import java.util.TreeSet;

/// Finds the account of an identity: by link, then by the anchor kept in the target, then by the
/// match rules in their order. The first that finds something decides.
///
/// @param match the attributes of the match rules
public record Correlator(List<String> match) {
  public Correlator {
    match = List.copyOf(match);
  }

  /// @param values one list for each match rule: the values wanted for that attribute
  public Correlation correlate(Anchor identity, List<List<String>> values, Finder finder) {
    int linked = finder.linked(identity);
    if (linked >= 0) {
      return new Correlation.Linked(linked);
    }
    int holding = finder.holding(identity);
    if (holding != Finder.NONE) {
      return found(holding, "anchor " + identity, identity, finder);
    }
    for (int rule = 0; rule < match.size(); rule++) {
      int account = Finder.NONE;
      for (String value : values.get(rule)) {
        account = both(account, finder.matching(rule, value));
      }
      if (account != Finder.NONE) {
        String by = match.get(rule) + "=" + String.join(", ", new TreeSet<>(values.get(rule)));
        return found(account, by, identity, finder);
      }
    }
    return new Correlation.Unmatched();
  }

  private static int both(int first, int second) {
    if (first == Finder.NONE) {
      return second;
    }
    if (second == Finder.NONE) {
      return first;
    }
    return first == second ? first : Finder.SEVERAL;
  }

  private static Correlation found(int account, String by, Anchor identity, Finder finder) {
    if (account == Finder.SEVERAL) {
      return new Correlation.Disputed(Dispute.SEVERAL_ACCOUNTS, by, account);
    }
    if (finder.taken(account, identity)) {
      return new Correlation.Disputed(Dispute.TAKEN, by, account);
    }
    return new Correlation.Matched(account, by);
  }
}
