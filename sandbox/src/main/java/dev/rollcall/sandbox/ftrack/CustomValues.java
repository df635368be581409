// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What custom attributes are, and which values they take.
final class CustomValues {
  private final Store store;
  private final RulesInForce rules;
  private final JsonMapper json = JsonMapper.shared();

  CustomValues(Store store, RulesInForce rules) {
    this.store = store;
    this.rules = rules;
  }

  /// A configuration that can be used, with a default of the right kind.
  Row configuration(Row row) {
    if (row.text("key").isEmpty()) {
      throw Refusal.integrity("a custom attribute needs a key");
    }
    if (row.text("entity_type").equals("user") && !row.value("project_id").isAbsent()) {
      throw Refusal.invalid("an attribute of users cannot belong to a project");
    }
    boolean taken =
        store.rows("CustomAttributeConfiguration").stream()
            .filter(other -> !Objects.equals(other.key(), row.key()))
            .anyMatch(other -> sameName(row, other));
    if (taken) {
      throw Refusal.integrity(
          "a custom attribute '%s' for '%s' exists already"
              .formatted(row.text("key"), row.text("entity_type")));
    }
    config(row);
    return row.with(Map.of("default", fallback(row)));
  }

  private static boolean sameName(Row row, Row other) {
    return other.value("key").equals(row.value("key"))
        && other.value("entity_type").equals(row.value("entity_type"))
        && other.value("object_type_id").equals(row.value("object_type_id"))
        && other.value("project_id").equals(row.value("project_id"));
  }

  private Value fallback(Row configuration) {
    Value said = configuration.value("default");
    boolean nothing = said.asText().isEmpty();
    return switch (type(configuration)) {
      case "boolean" -> nothing ? Values.FALSE : fitting(configuration, said);
      case "number", "date" -> nothing ? Values.ABSENT : fitting(configuration, said);
      case "enumerator", "dynamic enumerator" ->
          nothing ? new Value.Several(List.of()) : fitting(configuration, said);
      default -> said;
    };
  }

  /// A row with a value that its attribute takes, in the form in which it is kept.
  Row value(Row row) {
    Row configuration =
        store.find("CustomAttributeConfiguration", row.text("configuration_id")).orElseThrow();
    return row.with(Map.of("value", fitting(configuration, row.value("value"))));
  }

  private Value fitting(Row configuration, Value value) {
    if (value.isAbsent()) {
      return value;
    }
    return switch (type(configuration)) {
      case "text", "url" -> text(configuration, value);
      case "boolean" -> require(value instanceof Value.Flag, configuration, value);
      case "number" -> require(value instanceof Value.Numeric, configuration, value);
      case "date" ->
          require(
              value instanceof Value.Moment || value instanceof Value.Day, configuration, value);
      case "enumerator" -> options(configuration, several(configuration, value));
      case "dynamic enumerator" -> several(configuration, value);
      case "expression" ->
          throw Refusal.invalid(
              "'" + configuration.text("key") + "' is computed and cannot be written");
      default -> value;
    };
  }

  // JavaScript clients send every text that looks like a date-time as one:
  // @ftrack/api 1.11.2, util/convert_to_iso_string.
  private static Value text(Row configuration, Value value) {
    return value instanceof Value.Moment(LocalDateTime at)
        ? Value.text(WireValue.format(at))
        : require(value instanceof Value.Text, configuration, value);
  }

  private Value.Several several(Row configuration, Value value) {
    if (value instanceof Value.Text && rules.now().attributes().singleAsText()) {
      return new Value.Several(value.asText().isEmpty() ? List.of() : List.of(value));
    }
    if (value instanceof Value.Several several
        && several.values().stream().allMatch(Value.Text.class::isInstance)) {
      return several;
    }
    throw wrong(configuration, value);
  }

  private Value options(Row configuration, Value.Several chosen) {
    JsonNode config = config(configuration);
    if (chosen.values().size() > 1 && !config.path("multiSelect").asBoolean(false)) {
      throw Refusal.invalid("'" + configuration.text("key") + "' takes one value only");
    }
    Set<String> known =
        data(config)
            .valueStream()
            .map(each -> each.path("value").asString(""))
            .collect(Collectors.toSet());
    List<String> unknown = new ArrayList<>();
    chosen.values().forEach(each -> unknown.add(each.asText()));
    unknown.removeAll(known);
    if (!unknown.isEmpty() && !rules.now().attributes().unknownOptions()) {
      throw Refusal.invalid(
          "'%s' is not an option of '%s'".formatted(unknown.getFirst(), configuration.text("key")));
    }
    return chosen;
  }

  private JsonNode config(Row configuration) {
    return parsed(configuration, configuration.text("config"));
  }

  /// The options stand in a text inside the text.
  private JsonNode data(JsonNode config) {
    JsonNode data = config.path("data");
    return data.isString() ? json.readTree(data.stringValue()) : data;
  }

  private JsonNode parsed(Row configuration, String text) {
    try {
      JsonNode config = json.readTree(text.isEmpty() ? "{}" : text);
      if (config.isObject() && !data(config).isString()) {
        return config;
      }
    } catch (JacksonException _) {
      throw Refusal.invalid("the config of '" + configuration.text("key") + "' is not JSON");
    }
    throw Refusal.invalid("the config of '" + configuration.text("key") + "' is not an object");
  }

  private String type(Row configuration) {
    return store
        .find("CustomAttributeType", configuration.text("type_id"))
        .map(type -> type.text("name"))
        .orElse("");
  }

  /// Refuses who has none of the roles that may write an attribute, if roles are needed for that.
  void permit(String configurationId, Row user) {
    if (!rules.now().attributes().rolesNeeded()) {
      return;
    }
    Row configuration =
        store
            .find("CustomAttributeConfiguration", configurationId)
            .orElseThrow(() -> Refusal.invalid("there is no such custom attribute"));
    List<Value> writers =
        configuration.value("write_security_roles") instanceof Value.Several(List<Value> roles)
            ? roles
            : List.of();
    boolean allowed =
        store
            .near(store.schema().named("UserSecurityRole"), "user_id", user.key())
            .orElseGet(List::of)
            .stream()
            .anyMatch(given -> writers.contains(given.value("security_role_id")));
    if (!allowed) {
      throw new Refusal(
          Refusal.Reason.PERMISSION,
          "no role of yours may write '" + configuration.text("key") + "'");
    }
  }

  private static Value require(boolean fits, Row configuration, Value value) {
    if (!fits) {
      throw wrong(configuration, value);
    }
    return value;
  }

  private static Refusal wrong(Row configuration, Value value) {
    return Refusal.invalid(
        "'%s' is not a valid value for '%s'".formatted(value.asText(), configuration.text("key")));
  }
}
