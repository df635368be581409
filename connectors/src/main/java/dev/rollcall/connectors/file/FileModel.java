// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a file takes.
///
/// @param naming the column that names an account
record FileModel(FileSettings settings, String naming) implements AccountModel {
  /// The file is written anew for each batch.
  private static final int BATCH = 10_000;

  @Override
  public AttributeType attribute(String name) {
    return name.equalsIgnoreCase(naming) || (!ldif() && settings.multiple().isEmpty())
        ? AttributeType.SINGLE_TEXT
        : AttributeType.TEXT;
  }

  private boolean ldif() {
    return settings.known().equals(Optional.of(FileSettings.Format.LDIF));
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    return wanted.values(naming).stream()
        .filter(name -> !name.isBlank())
        .findFirst()
        .map(AccountKey::new);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    List<Problem> flaws = new ArrayList<>(flaws(wanted));
    if (wanted.values(naming).isEmpty()) {
      flaws.addFirst(flaw(naming, "is missing", "it names the account"));
    }
    return flaws;
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    List<Problem> flaws = new ArrayList<>(flaws(wanted));
    if (removed.stream().anyMatch(naming::equalsIgnoreCase)) {
      flaws.addFirst(flaw(naming, "would be removed", "it names the account"));
    }
    return flaws;
  }

  private List<Problem> flaws(Attributes wanted) {
    List<Problem> flaws = new ArrayList<>();
    wanted.all().forEach((name, values) -> flaw(name, values).ifPresent(flaws::add));
    return flaws;
  }

  private Optional<Problem> flaw(String name, List<String> values) {
    if (values.stream().anyMatch(FileModel::unprintable)) {
      return Optional.of(flaw(name, "has control characters", "a line of the file takes none"));
    }
    if (values.size() > 1 && attribute(name).singleValued()) {
      return Optional.of(
          flaw(
              name,
              "has %d values".formatted(values.size()),
              name.equalsIgnoreCase(naming)
                  ? "it names the account"
                  : "a cell takes one, as systems.%s.multiple is not set"
                      .formatted(settings.name())));
    }
    Optional<String> between = settings.multiple();
    if (between.isPresent() && values.stream().anyMatch(value -> value.contains(between.get()))) {
      return Optional.of(
          flaw(
              name,
              "holds '%s'".formatted(between.get()),
              "systems.%s.multiple says that this separates values".formatted(settings.name())));
    }
    return Optional.empty();
  }

  private static boolean unprintable(String value) {
    return value
        .codePoints()
        .anyMatch(point ->
            Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
  }

  private static Problem flaw(String name, String what, String why) {
    return new Problem(
        "FILE-VALUE",
        Blame.DATA,
        "'%s' %s".formatted(name, what),
        why,
        "correct the value in the source, or the expression that makes it");
  }

  @Override
  public boolean sellsSeats() {
    return false;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }
}
