// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The server's `UserType`s, which say who checks a user's password.
///
/// @param names by id
record UserTypes(Map<String, String> names) {
  /// Accounts of programs and of ftrack's own demonstration; no sync touches them.
  private static final Set<String> NOT_PEOPLE = Set.of("service", "demo");

  UserTypes {
    names = Map.copyOf(names);
  }

  /// The id itself where the server did not tell its name.
  String name(String id) {
    return names.getOrDefault(id, id);
  }

  Optional<String> id(String name) {
    return names.entrySet().stream()
        .filter(type -> type.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst();
  }

  /// The names that a mapping may give.
  List<String> forPeople() {
    return names.values().stream()
        .filter(name -> !NOT_PEOPLE.contains(name))
        .distinct()
        .sorted()
        .toList();
  }

  boolean isPerson(Row row) {
    return row.is("User")
        && !NOT_PEOPLE.contains(row.text("user_type_id").map(this::name).orElse(""));
  }
}
