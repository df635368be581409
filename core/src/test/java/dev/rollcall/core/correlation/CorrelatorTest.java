// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.correlation.Correlation.Dispute;
import dev.rollcall.core.correlation.Correlation.Disputed;
import dev.rollcall.core.correlation.Correlation.Linked;
import dev.rollcall.core.correlation.Correlation.Matched;
import dev.rollcall.core.correlation.Correlation.Unmatched;
import dev.rollcall.core.model.Anchor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorrelatorTest {
  private static final Anchor ANNA = new Anchor("4711");

  private final Correlator correlator = new Correlator(List.of("uid", "mail"));
  private final Map<String, Integer> known = new HashMap<>();
  private final Set<Integer> taken = new HashSet<>();

  private Correlation anna() {
    return anna(List.of("a.ek"));
  }

  private Correlation anna(List<String> uid) {
    return correlator.correlate(ANNA, List.of(uid, List.of("anna@x")), new Known());
  }

  @Test
  void aLinkDecidesBeforeEverythingElse() {
    known.putAll(Map.of("link 4711", 1, "held 4711", 2, "0 a.ek", 3));

    assertEquals(new Linked(1), anna());
  }

  @Test
  void theAnchorKeptInTheTargetDecidesBeforeTheRules() {
    known.putAll(Map.of("held 4711", 2, "0 a.ek", 3));

    assertEquals(new Matched(2, "anchor 4711"), anna());
  }

  @Test
  void theFirstRuleThatFindsSomethingDecides() {
    known.putAll(Map.of("0 a.ek", 3, "1 anna@x", 4));
    assertEquals(new Matched(3, "uid=a.ek"), anna());

    known.remove("0 a.ek");
    assertEquals(new Matched(4, "mail=anna@x"), anna());

    known.clear();
    assertEquals(new Unmatched(), anna());
  }

  @Test
  void anAccountOfSomebodyElseIsDisputedAndNotPassedOver() {
    known.putAll(Map.of("0 a.ek", 3, "1 anna@x", 4));
    taken.add(3);

    assertEquals(new Disputed(Dispute.TAKEN, "uid=a.ek", 3), anna());
  }

  @Test
  void severalAccountsAreDisputed() {
    known.put("0 a.ek", Finder.SEVERAL);

    assertEquals(new Disputed(Dispute.SEVERAL_ACCOUNTS, "uid=a.ek", Finder.SEVERAL), anna());
  }

  @Test
  void severalValuesMayLeadToOneAccountInAnyOrder() {
    known.put("0 b", 3);

    assertEquals(new Matched(3, "uid=a, b"), anna(List.of("a", "b")));
    assertEquals(new Matched(3, "uid=a, b"), anna(List.of("b", "a")));
  }

  @Test
  void severalValuesThatLeadToDifferentAccountsAreDisputed() {
    known.putAll(Map.of("0 a", 3, "0 b", 4));

    assertEquals(
        new Disputed(Dispute.SEVERAL_ACCOUNTS, "uid=a, b", Finder.SEVERAL),
        anna(List.of("b", "a")));
  }

  private final class Known implements Finder {
    private int find(String what) {
      return known.getOrDefault(what, NONE);
    }

    @Override
    public int linked(Anchor identity) {
      return find("link " + identity);
    }

    @Override
    public int holding(Anchor identity) {
      return find("held " + identity);
    }

    @Override
    public int matching(int rule, String value) {
      return find(rule + " " + value);
    }

    @Override
    public boolean taken(int account, Anchor identity) {
      return taken.contains(account);
    }
  }
}
