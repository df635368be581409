// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The columns of a source that reads users: their attributes, whether they are open, and their
/// custom attributes by key.
record PeopleColumns(Session session, List<String> names) {
  static final String ACTIVE = "active";
  static final String DISABLED = "disabled";

  private Optional<Field> field(String name) {
    return session
        .fields()
        .field(name)
        .or(() -> session.fields().field(CustomAttributes.PREFIX + name));
  }

  private static boolean marks(String name) {
    return name.equals(ACTIVE) || name.equals(DISABLED);
  }

  /// The names that are nothing here.
  List<String> unknown() {
    return names.stream().filter(name -> !marks(name) && field(name).isEmpty()).toList();
  }

  /// What there is.
  List<String> known() {
    return Stream.concat(
            Stream.of(ACTIVE, DISABLED),
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
  List<List<String>> values(Row row) {
    return names.stream().map(name -> value(name, row)).toList();
  }

  private List<String> value(String name, Row row) {
    return switch (name) {
      case ACTIVE -> List.of(Boolean.toString(row.active()));
      case DISABLED -> List.of(Boolean.toString(!row.active()));
      default -> field(name).map(field -> field.values(row, session.types())).orElse(List.of());
    };
  }
}
