// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ftrack.FtrackSource;
import dev.rollcall.connectors.ldap.AliasPolicy;
import dev.rollcall.connectors.ldap.LdapPeople;
import dev.rollcall.connectors.ldap.LdapRead;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.ldap.LdapSource;
import dev.rollcall.connectors.sql.SqlRead;
import dev.rollcall.connectors.sql.SqlSettings;
import dev.rollcall.core.expression.Names;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads what a sync takes from its source.
///
/// @param type the source's type, empty where it is not known
final class SourceReader {
  private static final List<String> LDAP = List.of("base", "filter", "aliases", "searches");
  private static final Duration OVERLAP = Duration.ofMinutes(5);

  private final Section users;
  private final String from;
  private final String type;

  SourceReader(Section users, String from, String type) {
    this.users = users;
    this.from = from;
    this.type = type;
  }

  /// What is wrong between the source's type and the keys.
  void check() {
    switch (type) {
      case "sql" -> {
        users.missing("read", needed("read"), "add 'read: select ... from ...'");
        misplaced("ldap", LDAP);
        anchorNeeded();
      }
      case "ldap" -> {
        placesNeeded();
        if (places().stream().map(Aliases::of).anyMatch(AliasPolicy.FOLLOW::equals)) {
          users.misplaced(
              "changed", "a new alias changes nothing about the person to whom it leads");
        }
        misplaced("sql", List.of("read"));
      }
      case "file" -> {
        misplaced("ldap", LDAP);
        misplaced("sql", List.of("read"));
        users.misplaced("changed", "a file is always read whole");
        anchorNeeded();
      }
      case "ftrack" -> {
        misplaced("ldap", LDAP);
        misplaced("sql", List.of("read"));
        users.misplaced("changed", "an ftrack server is always read whole");
      }
      default -> {}
    }
    if (!users.has("changed")) {
      users.misplaced("overlap", "it belongs to 'changed', which is not there");
    }
    changedKnown();
  }

  private void placesNeeded() {
    if (users.has("searches")) {
      String why = "'searches' says where people are, each with its own base and filter";
      users.misplaced("base", why);
      users.misplaced("filter", why);
      users.misplaced("aliases", why);
      return;
    }
    users.missing("base", needed("base"), "add 'base:' with the DN below which people are");
    users.missing("filter", needed("filter"), "add 'filter: (objectClass=inetOrgPerson)'");
  }

  private void anchorNeeded() {
    users.missing(
        "anchor",
        "nothing in %s system tells by itself which value of a person never changes"
            .formatted(article(type)),
        "add 'anchor:' with the column of the person's number");
  }

  private String needed(String key) {
    return "'%s' is %s system, and a sync from one needs '%s'".formatted(from, article(type), key);
  }

  private void misplaced(String other, List<String> keys) {
    String why =
        "'%s' is %s system; it is for syncs from %s system"
            .formatted(from, article(type), article(other));
    keys.forEach(key -> users.misplaced(key, why));
  }

  static String article(String type) {
    return (type.startsWith("l") || type.startsWith("s") || type.startsWith("ft") ? "an " : "a ")
        + type;
  }

  private void changedKnown() {
    Optional<List<String>> columns = columns();
    Optional<String> changed = users.text("changed");
    if (columns.isPresent()
        && changed.isPresent()
        && columns.get().stream().noneMatch(changed.get()::equalsIgnoreCase)) {
      users.problem(
          "changed",
          "CONFIG-VALUE",
          "is not a column that 'read' gives",
          "it gives " + String.join(", ", columns.get()),
          "add '" + changed.get() + "' to the SELECT, or correct the name");
    }
  }

  private Optional<List<String>> columns() {
    return type.equals("sql") ? users.text("read").flatMap(SelectList::names) : Optional.empty();
  }

  /// What expressions may use.
  Names names() {
    return switch (type) {
      case "sql" -> columns().map(Names::of).orElseGet(Names::open);
      case "ldap" -> Names.open().withBooleans(LdapSource.BOOLEANS);
      case "ftrack" -> Names.open().withBooleans(FtrackSource.BOOLEANS);
      default -> Names.open();
    };
  }

  /// The anchor where the file has none.
  Optional<String> standardAnchor() {
    return switch (type) {
      case "ldap" -> Optional.of(LdapSource.UNIQUE_ID);
      case "ftrack" -> Optional.of(FtrackSource.UNIQUE_ID);
      default -> Optional.empty();
    };
  }

  /// The condition where the file has none.
  Optional<String> standardWhere() {
    return switch (type) {
      case "ldap" -> Optional.of("!disabled");
      case "ftrack" -> Optional.of("active");
      default -> Optional.empty();
    };
  }

  Optional<SourceSpec> spec(SystemConfig system) {
    Duration overlap = users.duration("overlap", OVERLAP);
    Optional<String> changed = users.text("changed");
    return switch (system) {
      case SystemConfig.Sql(SqlSettings settings) ->
          users
              .text("read")
              .map(query -> new SqlRead(query, changed, overlap))
              .map(read -> new SourceSpec.Sql(settings, read));
      case SystemConfig.Ldap(LdapSettings settings) ->
          people()
              .map(people -> new SourceSpec.Ldap(settings, new LdapRead(people, changed, overlap)));
      case SystemConfig.File(FileSettings settings) -> Optional.of(new SourceSpec.File(settings));
      case SystemConfig.Ftrack(FtrackSettings settings) ->
          Optional.of(new SourceSpec.Ftrack(settings));
    };
  }

  private List<Section> places() {
    return users.has("searches") ? users.rows("searches") : List.of(users);
  }

  /// Where people of a directory are; empty where one of the places is not told.
  private Optional<List<LdapPeople>> people() {
    List<Section> places = places();
    List<LdapPeople> people =
        places.stream()
            .flatMap(place ->
                place.text("filter").stream()
                    .map(filter ->
                        new LdapPeople(place.texts("base"), filter.strip(), Aliases.of(place))))
            .toList();
    return people.isEmpty() || people.size() < places.size()
        ? Optional.empty()
        : Optional.of(people);
  }
}
