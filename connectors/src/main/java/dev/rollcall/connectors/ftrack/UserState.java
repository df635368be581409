// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.JobReport.Difference;
import dev.rollcall.connectors.ftrack.JobReport.FieldChange;
import dev.rollcall.connectors.ftrack.JobReport.What;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a user is at one moment, to be compared with another.
record UserState(String username, boolean active, SortedMap<String, String> fields) {
  private static final String TYPE = "user_type";
  private static final List<String> FIELDS =
      List.of("username", "first_name", "last_name", "email");

  static final List<String> COLUMNS =
      List.of("id", "username", "first_name", "last_name", "email", "is_active", "user_type_id");

  static UserState of(Row row, UserTypes types) {
    SortedMap<String, String> fields = new TreeMap<>();
    FIELDS.forEach(name -> row.text(name).ifPresent(value -> fields.put(name, value)));
    row.text("user_type_id").ifPresent(id -> fields.put(TYPE, types.name(id)));
    return new UserState(row.username(), row.active(), fields);
  }

  /// @param before by id
  /// @param after by id
  static List<Difference> differences(Map<String, UserState> before, Map<String, UserState> after) {
    List<Difference> differences = new ArrayList<>();
    after.forEach((id, now) ->
        Optional.ofNullable(before.get(id))
            .map(then -> then.to(now))
            .orElseGet(() -> Optional.of(now.made()))
            .ifPresent(differences::add));
    before.forEach((id, then) -> {
      if (!after.containsKey(id)) {
        differences.add(new Difference(What.REMOVED, then.username, List.of()));
      }
    });
    differences.sort(Comparator.comparing(Difference::what).thenComparing(Difference::username));
    return differences;
  }

  private Difference made() {
    return new Difference(
        What.CREATED,
        username,
        fields.entrySet().stream()
            .map(field -> new FieldChange(field.getKey(), "", field.getValue()))
            .toList());
  }

  private Optional<Difference> to(UserState now) {
    List<FieldChange> changes = new ArrayList<>();
    for (String name : List.of("username", "first_name", "last_name", "email", TYPE)) {
      String old = Objects.requireNonNullElse(fields.get(name), "");
      String fresh = Objects.requireNonNullElse(now.fields.get(name), "");
      if (!old.equals(fresh)) {
        changes.add(new FieldChange(name, old, fresh));
      }
    }
    if (active != now.active) {
      What what = now.active ? What.ACTIVATED : What.DEACTIVATED;
      return Optional.of(new Difference(what, now.username, changes));
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new Difference(What.CHANGED, now.username, changes));
  }
}
