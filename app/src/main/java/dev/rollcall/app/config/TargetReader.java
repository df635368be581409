// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.connectors.file.FileAccounts;
import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapAccounts;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.core.mapping.AttributeMapping;
import java.util.List;
import java.util.Optional;

/// Reads where a sync keeps its accounts.
final class TargetReader {
  private static final List<String> LDAP_ONLY =
      List.of("at", "rdn", "accounts_filter", "disable_by", "new_accounts", "initial_password");

  /// What names an account in a file.
  private static final String KEY = "key";

  /// RFC draft-behera-ldap-password-policy-10, section 5.3.3: this time means locked for good.
  private static final String LOCKED_FOR_EVER = "000001010000Z";

  private final Section users;
  private final String to;
  private final String type;
  private final NewAccountsReader newcomers;
  private final PlaceReader place;

  /// @param type the target's type, empty where it is not known
  TargetReader(Section users, String to, String type) {
    this.users = users;
    this.to = to;
    this.type = type;
    this.newcomers = new NewAccountsReader(users);
    this.place = new PlaceReader(users);
  }

  /// What is wrong between the target's type and the keys.
  void check() {
    switch (type) {
      case "ldap" -> {
        users.missing("at", needed("at"), "add 'at:' with the DN below which accounts are");
        users.misplaced(KEY, "'%s' is an ldap system, where 'rdn' says it".formatted(to));
        users.missing("rdn", needed("rdn"), "add 'rdn:' with the attribute that names an account");
        disableBy();
        newcomers.check();
        place.check();
      }
      case "ftrack" -> {
        users.misplaced(KEY, "'%s' is an ftrack system, where it is 'username'".formatted(to));
        ldapOnly("an ftrack system", LDAP_ONLY);
      }
      case "file" -> {
        place.misplaced(
            "'%s' is a file system; places of single people are for ldap systems".formatted(to));
        users.missing(
            KEY,
            "'%s' is a file system, and a sync to one needs '%s'".formatted(to, KEY),
            "add 'key:' with the column that names an account");
        ldapOnly("a file system", LDAP_ONLY.subList(1, LDAP_ONLY.size()));
      }
      default -> {}
    }
  }

  private void ldapOnly(String what, List<String> keys) {
    String why = "'%s' is %s; it is for syncs to an ldap system".formatted(to, what);
    keys.forEach(key -> users.misplaced(key, why));
  }

  private String needed(String key) {
    return "'%s' is an ldap system, and a sync to one needs '%s'".formatted(to, key);
  }

  private void disableBy() {
    boolean keys = users.entry("disable_by").filter(it -> it.value() instanceof Fields).isPresent();
    if (!keys) {
      return;
    }
    Section by = users.section("disable_by");
    if (by.has("move_to")) {
      String why = "'move_to' closes an account already";
      List.of("attribute", "value", "open").forEach(key -> by.misplaced(key, why));
    } else {
      String why = "an account is closed by an attribute and a value, or by 'move_to'";
      by.missing("attribute", why, "add 'attribute:', or 'move_to:' with a DN");
      by.misplaced("lock", "it belongs to 'move_to', which is not there");
      by.missing("value", why, "add 'value:' with what the attribute holds when closed");
    }
  }

  /// The attribute that names an account, which therefore has to be mapped.
  Optional<String> naming() {
    return switch (type) {
      case "ldap" -> users.text("rdn");
      case "ftrack" -> Optional.of("username");
      case "file" -> users.text(KEY);
      default -> Optional.empty();
    };
  }

  /// The mappings with the place of each account, where that is computed.
  List<AttributeMapping> placed(List<AttributeMapping> mappings, Formulas formulas) {
    return type.equals("ldap") ? place.with(mappings, formulas) : mappings;
  }

  Optional<TargetSpec> spec(SystemConfig system) {
    return switch (system) {
      case SystemConfig.Ldap(LdapSettings settings) ->
          place
              .base()
              .flatMap(at -> users.text("rdn").map(rdn -> accounts(at, rdn)))
              .map(accounts -> new TargetSpec.Ldap(settings, accounts, newcomers.hashed()));
      case SystemConfig.Ftrack(FtrackSettings settings) ->
          Optional.of(new TargetSpec.Ftrack(settings));
      case SystemConfig.File(FileSettings settings) -> file(settings);
      case SystemConfig.Sql _ -> Optional.empty();
    };
  }

  private Optional<TargetSpec> file(FileSettings settings) {
    boolean ldif = settings.known().equals(Optional.of(FileSettings.Format.LDIF));
    if (settings.packed()) {
      users.problem(
          KEY,
          "CONFIG-DIRECTION",
          "cannot name accounts in a packed file",
          "'%s' ends in .gz, and such a file is a source only".formatted(settings.path()),
          "take the .gz off 'path' of '%s'".formatted(to));
    }
    if (ldif) {
      users.missing(
          "at",
          "'%s' is an LDIF file, whose entries have DNs".formatted(to),
          "add 'at:' with the DN below which accounts are");
    } else {
      users.misplaced("at", "'%s' is a CSV file, which knows no DNs".formatted(to));
    }
    return users
        .text(KEY)
        .filter(_ -> !settings.packed())
        .filter(_ -> !ldif || users.has("at"))
        .map(key -> new TargetSpec.File(settings, new FileAccounts(key, users.text("at"))));
  }

  private LdapAccounts accounts(String at, String rdn) {
    Optional<String> filter = users.text("accounts_filter").map(String::strip);
    LdapAccounts accounts =
        new LdapAccounts(at, rdn, filter, closing(), Optional.empty(), newcomers.read());
    return place.parents().map(accounts::placed).orElse(accounts);
  }

  private Optional<DisableBy> closing() {
    return users
        .text("disable_by")
        .map(TargetReader::closing)
        .or(() -> closing(users.section("disable_by")));
  }

  private static DisableBy closing(String attribute) {
    String closed = attribute.equals("nsAccountLock") ? "true" : LOCKED_FOR_EVER;
    return new DisableBy.Attribute(attribute, closed, List.of());
  }

  private static Optional<DisableBy> closing(Section by) {
    Optional<Boolean> lock = by.has("lock") ? Optional.of(by.flag("lock")) : Optional.empty();
    Optional<DisableBy> moved = by.text("move_to").map(dn -> new DisableBy.MoveTo(dn, lock));
    return moved.or(() ->
        by.text("attribute")
            .flatMap(name ->
                by.text("value")
                    .map(value -> new DisableBy.Attribute(name, value, by.texts("open")))));
  }
}
