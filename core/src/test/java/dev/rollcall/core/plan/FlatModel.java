// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Accounts named by their `uid`; `cn` is mandatory, and nobody may be called `Flaw`. Closed
/// accounts whose name begins with `new` have not been opened yet.
record FlatModel() implements AccountModel {
  private static final Map<String, ValueRule> RULES =
      Map.of(
          "manager", value -> value.toLowerCase(java.util.Locale.ROOT).replace(" ", ""),
          "active", ValueRule.BOOLEAN,
          "until", ValueRule.TIME);

  @Override
  public AttributeType attribute(String name) {
    return new AttributeType(RULES.getOrDefault(name, ValueRule.EXACT), false, false);
  }

  @Override
  public boolean mayWaitToBeOpened(AccountKey closed) {
    return closed.value().startsWith("new");
  }

  @Override
  public String naming() {
    return "uid";
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    return wanted.values("uid").stream().findFirst().map(AccountKey::new);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    return wanted.has("cn") ? flaws(wanted) : List.of(flaw("'cn' is missing"));
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    return removed.contains("cn") ? List.of(flaw("'cn' is missing")) : flaws(wanted);
  }

  private static List<Problem> flaws(Attributes wanted) {
    return wanted.values("cn").contains("Flaw") ? List.of(flaw("'cn' is a flaw")) : List.of();
  }

  private static Problem flaw(String what) {
    return new Problem("FLAW", Blame.DATA, what, "the schema says so", "correct it");
  }

  @Override
  public boolean sellsSeats() {
    return false;
  }

  @Override
  public int batchSize() {
    return 10;
  }
}
