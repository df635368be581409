// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Mark;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What has to be true of a row before it is kept.
final class Checks {
  private static final List<String> LIMITED =
      List.of("username", "first_name", "last_name", "email", "name");

  private static final List<String> APPOINTMENTS = List.of("assignment", "allocation");

  private final Store store;
  private final RulesInForce rules;
  private final int seats;
  private final CustomValues customValues;
  private final Administrators administrators;

  Checks(Store store, RulesInForce rules, int seats) {
    this.store = store;
    this.rules = rules;
    this.seats = seats;
    this.customValues = new CustomValues(store, rules);
    this.administrators = new Administrators(store, rules);
  }

  /// Refuses a row that breaks a rule.
  ///
  /// @return the row, with values that it has in common with others shared
  Row check(Row row, Optional<Row> before, Operation operation, ActiveFaults faults) {
    Row sound = sound(row);
    switch (row.type().name()) {
      case "User" -> user(sound, before, operation, faults);
      case "Group" -> group(sound);
      case "Membership" -> membership(sound);
      case "UserSecurityRole" -> pair(sound, "user_id", "security_role_id");
      case "Metadata" -> metadata(sound);
      case "Appointment" -> appointment(sound);
      case "Timer" -> timer(sound);
      default -> {}
    }
    return switch (row.type().name()) {
      case "CustomAttributeConfiguration" -> customValues.configuration(sound);
      case "UserCustomAttributeValue" -> customValues.value(sound);
      default -> sound;
    };
  }

  private Row sound(Row row) {
    Map<String, Value> shared = new HashMap<>();
    for (Property property : row.type().stored()) {
      Value value = row.value(property.name());
      if (value.isAbsent()) {
        require(row, property);
      } else if (property instanceof Column column) {
        column.references().ifPresent(target -> shared.put(column.name(), key(target, value)));
        if (column.is(Mark.COMMON)) {
          shared.put(column.name(), store.shared(value));
        }
        limit(row, column, value);
      }
    }
    return row.with(shared);
  }

  private static void require(Row row, Property property) {
    if (property.is(Mark.REQUIRED)) {
      throw Refusal.integrity(row.type() + " needs a value for '" + property.name() + "'");
    }
  }

  private Value key(String target, Value value) {
    return store
        .find(target, value.asText())
        .map(row -> row.value(row.type().key().getFirst()))
        .orElseThrow(
            () -> Refusal.integrity("there is no " + target + " '" + value.asText() + "'"));
  }

  private void limit(Row row, Column column, Value value) {
    if (LIMITED.contains(column.name())
        && value.asText().length() > rules.now().calls().longestText()) {
      throw Refusal.integrity(
          "'%s' of %s is longer than %d characters"
              .formatted(column.name(), row.type(), rules.now().calls().longestText()));
    }
  }

  private void user(Row row, Optional<Row> before, Operation operation, ActiveFaults faults) {
    String username = row.text("username");
    boolean newLogin =
        before.map(old -> !old.value("username").equals(row.value("username"))).orElse(true);
    if (newLogin && (isTaken(row) || faults.hit(Fault.LoginTaken.class, operation))) {
      throw new Refusal(
          rules.now().accounts().takenLogin(),
          "a user with the username '" + username + "' exists already");
    }
    if (!row.isOn("is_active")) {
      before.ifPresent(administrators::mayLose);
    }
    boolean newlyActive =
        row.isOn("is_active") && !before.map(old -> old.isOn("is_active")).orElse(false);
    if (newlyActive && (active() >= seats || faults.hit(Fault.NoSeats.class, operation))) {
      throw new Refusal(
          rules.now().accounts().noSeat(),
          "no seat left: the licence allows " + seats + " active users");
    }
  }

  private boolean isTaken(Row row) {
    String username = row.text("username");
    return near("User", "username", username).stream()
        .filter(other -> !other.key().equals(row.key()))
        .anyMatch(other ->
            switch (rules.now().accounts().logins()) {
              case IGNORE_CASE -> true;
              case EXACT -> other.text("username").equals(username);
            });
  }

  int active() {
    return near("User", "is_active", "True").size();
  }

  private void membership(Row row) {
    if (!rules.now().groups().sameMemberships()) {
      pair(row, "user_id", "group_id");
    }
  }

  private void appointment(Row row) {
    String type = row.text("type");
    if (!APPOINTMENTS.contains(type)) {
      throw Refusal.invalid("an appointment is one of " + APPOINTMENTS + ", not '" + type + "'");
    }
    if (type.equals("assignment") && store.find("User", row.text("resource_id")).isEmpty()) {
      throw Refusal.invalid("only users can be assigned to something");
    }
    boolean there =
        near("Appointment", "resource_id", row.text("resource_id")).stream()
            .filter(other -> !Objects.equals(other.key(), row.key()))
            .filter(other -> other.value("type").equals(row.value("type")))
            .anyMatch(other -> other.value("context_id").equals(row.value("context_id")));
    if (there && !rules.now().groups().sameAppointments()) {
      throw new Refusal(Refusal.Reason.DUPLICATE, "this " + type + " exists already");
    }
  }

  // Clients expect this very refusal: ftrack_api entity/user.py looks for DuplicateEntryError.
  private void timer(Row row) {
    boolean runs =
        store.rows("Timer").stream()
            .filter(other -> !Objects.equals(other.key(), row.key()))
            .anyMatch(other -> other.value("user_id").equals(row.value("user_id")));
    if (runs) {
      throw new Refusal(Refusal.Reason.DUPLICATE, "a timer of this user runs already");
    }
  }

  private void group(Row row) {
    refuseCircle(row);
    if (rules.now().groups().sameNames()) {
      return;
    }
    boolean taken =
        store.rows("Group").stream()
            .filter(other -> !other.key().equals(row.key()))
            .anyMatch(other -> other.value("name").equals(row.value("name")));
    if (taken) {
      throw Refusal.integrity("a group with the name '" + row.text("name") + "' exists already");
    }
  }

  private void refuseCircle(Row row) {
    Optional<Row> above = Optional.of(row);
    while (above.isPresent()) {
      String parent = above.orElseThrow().text("parent_id");
      if (parent.equals(row.key())) {
        throw Refusal.invalid("the group '" + row.text("name") + "' would be inside itself");
      }
      above = store.find("Group", parent);
    }
  }

  private void pair(Row row, String one, String other) {
    Value wanted = row.value(other);
    for (Row each : near(row.type().name(), one, row.text(one))) {
      if (each.value(other).equals(wanted) && !Objects.equals(each.key(), row.key())) {
        throw new Refusal(
            Refusal.Reason.DUPLICATE,
            "a %s with this %s and %s exists already".formatted(row.type(), one, other));
      }
    }
  }

  private void metadata(Row row) {
    if (!rules.now().groups().metadata() && row.text("parent_type").equals("Group")) {
      throw Refusal.invalid("metadata cannot be kept for Group");
    }
  }

  private Collection<Row> near(String type, String column, String text) {
    return store.near(store.schema().named(type), column, text).orElseGet(List::of);
  }
}
