// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.Policy.Returners;
import dev.rollcall.core.plan.Policy.Unmanaged;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads which changes a sync may make.
final class PolicyReader {
  private static final Pattern DAYS = Pattern.compile("after ([0-9]{1,5}) days?");
  private static final Set<Kind> CLOSING = Set.of(Kind.DISABLE, Kind.DELETE);

  private final Section users;
  private final Formulas ofSource;
  private final Formulas ofAccount;
  private final Map<Kind, Condition> permissions = new EnumMap<>(Kind.class);
  private final Map<Kind, Condition> closing = new EnumMap<>(Kind.class);
  private final Set<Kind> allowed = EnumSet.copyOf(Kind.OF_USERS);

  /// @param attributes the mapped attributes, which conditions on closing see
  PolicyReader(Section users, Formulas ofSource, List<String> attributes) {
    this.users = users;
    this.ofSource = ofSource;
    this.ofAccount = new Formulas(users.context(), Names.of(attributes));
  }

  Policy read() {
    Section leavers = users.section("leavers");
    Optional<Integer> disable = days(leavers.text("disable").orElse("at once"));
    Optional<Integer> delete = days(leavers.text("delete").orElse("never"));
    if (delete.isPresent() && disable.isPresent() && delete.get() < disable.get()) {
      leavers.problem(
          "delete",
          "CONFIG-VALUE",
          "comes before the account is disabled",
          "it is after %d days, and 'disable' after %d".formatted(delete.get(), disable.get()),
          "write a greater number, or a smaller one for 'disable'");
    }
    changes();
    if (delete.isEmpty()) {
      allowed.remove(Kind.DELETE);
    }
    return new Policy(allowed, closing, returners(), disable, delete, unmanaged());
  }

  /// Conditions over the source, by the kinds of change; to be asked for after [#read()].
  Map<Kind, Condition> permissions() {
    return permissions;
  }

  private void changes() {
    Section changes = users.section("changes");
    for (Kind kind : Kind.OF_USERS) {
      changes
          .scalar(kind.word())
          .filter(scalar -> !scalar.absent())
          .ifPresent(scalar -> change(kind, scalar, changes.path() + "." + kind.word()));
    }
  }

  private void change(Kind kind, Scalar scalar, String path) {
    switch (scalar.text()) {
      case "true" -> {}
      case "false" -> allowed.remove(kind);
      default -> {
        boolean closes = CLOSING.contains(kind);
        (closes ? ofAccount : ofSource)
            .condition(scalar, path)
            .ifPresent(condition -> (closes ? closing : permissions).put(kind, condition));
      }
    }
  }

  private static Optional<Integer> days(String words) {
    Matcher matcher = DAYS.matcher(words);
    if (matcher.matches()) {
      return Optional.of(Integer.parseInt(matcher.group(1)));
    }
    return words.equals("at once") ? Optional.of(0) : Optional.empty();
  }

  private Returners returners() {
    return switch (users.text("returners").orElse("")) {
      case "always" -> Returners.ALWAYS;
      case "never" -> Returners.NEVER;
      default -> Returners.IF_ROLLCALL_DISABLED_THEM;
    };
  }

  private Unmanaged unmanaged() {
    return users.text("unmanaged").orElse("").equals("treat as leavers")
        ? Unmanaged.TREAT_AS_LEAVERS
        : Unmanaged.LEAVE;
  }
}
