// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a [RecordingTarget] wants of its accounts.
///
/// @param sort of accounts, or of groups
/// @param types of attributes that are not plain text
/// @param mandatory attributes without which there is no account
record RecordingModel(
    Sort sort,
    String naming,
    Map<String, AttributeType> types,
    Set<String> mandatory,
    boolean sellsSeats,
    OptionalLong seats,
    int batchSize)
    implements AccountModel {
  @Override
  public AttributeType attribute(String name) {
    return types.getOrDefault(name, AttributeType.TEXT);
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    List<String> names = wanted.values(naming);
    return current
        .filter(key -> names.contains(name(key)))
        .or(() -> names.stream().findFirst().map(name -> new AccountKey(naming + "=" + name)));
  }

  String name(AccountKey key) {
    return key.value().substring(naming.length() + 1);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    List<Problem> flaws = new ArrayList<>();
    mandatory.stream()
        .filter(name -> !wanted.has(name))
        .sorted()
        .map(this::missing)
        .forEach(flaws::add);
    flaws.addAll(flawsInValues(wanted));
    return flaws;
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    List<Problem> flaws = new ArrayList<>();
    removed.stream().filter(mandatory::contains).sorted().map(this::missing).forEach(flaws::add);
    flaws.addAll(flawsInValues(wanted));
    return flaws;
  }

  private List<Problem> flawsInValues(Attributes wanted) {
    return wanted.all().entrySet().stream()
        .filter(each -> each.getValue().stream().anyMatch(RecordingModel::hasControlCharacters))
        .map(each -> flaw("'" + each.getKey() + "' has control characters"))
        .toList();
  }

  private static boolean hasControlCharacters(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }

  private Problem missing(String name) {
    return flaw("'" + name + "' is missing");
  }

  private static Problem flaw(String what) {
    return new Problem("FLAW", Blame.DATA, what, "accounts are like that", "correct the value");
  }
}
