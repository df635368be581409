// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The columns of a source that reads users: their attributes, whether they are open, which roles
/// they hold, and their custom attributes by key.
record PeopleColumns(Session session, List<String> names) {
  static final String ACTIVE = "active";
  static final String DISABLED = "disabled";
  static final String ROLES = "roles";

  private Optional<Field> field(String name) {
    return session
        .fields()
        .field(name)
        .or(() -> session.fields().field(CustomAttributes.PREFIX + name));
  }

  private static boolean marks(String name) {
    return name.equals(ACTIVE) || name.equals(DISABLED) || name.equals(ROLES);
  }

  /// Whether roles have to be read.
  boolean needRoles() {
    return names.contains(ROLES);
  }

  /// The names that are nothing here.
  List<String> unknown() {
    return names.stream().filter(name -> !marks(name) && field(name).isEmpty()).toList();
  }

  /// What there is.
  List<String> known() {
    return Stream.concat(
            Stream.of(ACTIVE, DISABLED, ROLES),
            session.fields().byName().keySet().stream()
                .map(name ->
                    name.startsWith(CustomAttributes.PREFIX)
                        ? name.substring(CustomAttributes.PREFIX.length())
                        : name))
        .distinct()
        .toList();
  }

  /// What a query has to select.
  List<String> selected() {
    return Stream.concat(
            Stream.of("id", "username", "is_active", "user_type_id"),
            names.stream()
                .filter(name -> !marks(name))
                .flatMap(name -> field(name).stream())
                .flatMap(field -> field.columns().stream()))
        .distinct()
        .toList();
  }

  /// The values of a user, in the order of the names.
  List<List<String>> values(Row row, RolesOfPeople roles) {
    return names.stream().map(name -> value(name, row, roles)).toList();
  }

  private List<String> value(String name, Row row, RolesOfPeople roles) {
    return switch (name) {
      case ACTIVE -> List.of(Boolean.toString(row.active()));
      case ROLES -> roles.of(row.id());
      case DISABLED -> List.of(Boolean.toString(!row.active()));
      default -> field(name).map(field -> field.values(row, session.types())).orElse(List.of());
    };
  }
}
