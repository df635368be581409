// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.ReadFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The columns of a source that reads users: their attributes, whether they are open, and their
/// custom attributes by key.
final class PeopleColumns {
  static final String ACTIVE = "active";
  static final String DISABLED = "disabled";

  private static final String OWN = "custom_attributes";

  private final Session session;
  private final List<String> names;
  private final Set<String> keys = new TreeSet<>();
  private final List<String> unknown = new ArrayList<>();

  /// @param names what is asked for; what no user has by itself may be a custom attribute
  PeopleColumns(Session session, List<String> names) {
    this.session = session;
    this.names = names;
    names.stream().filter(name -> !plain(name)).forEach(keys::add);
  }

  private boolean plain(String name) {
    return name.equals(ACTIVE) || name.equals(DISABLED) || field(name).isPresent();
  }

  private Optional<Field> field(String name) {
    return session.fields().field(name);
  }

  /// Asks the server which custom attributes there are, if it has to be known.
  void settle(FtrackClient client, FtrackSettings settings) throws ReadFailed {
    if (keys.isEmpty()) {
      return;
    }
    String query = "select id, key from CustomAttributeConfiguration where entity_type is \"user\"";
    switch (client.call(List.of(new Operation.Query(query)))) {
      case Answer.Success answer -> {
        Set<String> there = new TreeSet<>();
        answer
            .rows(0)
            .forEach(row -> new Row(row, answer.entities()).text("key").ifPresent(there::add));
        keys.stream().filter(key -> !there.contains(key)).forEach(unknown::add);
        keys.retainAll(there);
      }
      case Answer.Failure failure -> throw new ReadFailed(FailureProblem.of(settings, failure));
    }
  }

  /// The names that are nothing here.
  List<String> unknown() {
    return List.copyOf(unknown);
  }

  /// What a query has to select.
  List<String> selected() {
    Stream<String> always = Stream.of("id", "username", "is_active", "user_type_id");
    Stream<String> asked = names.stream().flatMap(name -> field(name).stream()).map(Field::column);
    Stream<String> own = keys.isEmpty() ? Stream.empty() : Stream.of(OWN + ".key", OWN + ".value");
    return Stream.of(always, asked, own).flatMap(each -> each).distinct().toList();
  }

  /// The values of a user, in the order of the names.
  List<List<String>> values(Row row) {
    Map<String, List<String>> own = keys.isEmpty() ? Map.of() : own(row);
    return names.stream().map(name -> value(name, row, own)).toList();
  }

  private List<String> value(String name, Row row, Map<String, List<String>> own) {
    return switch (name) {
      case ACTIVE -> List.of(Boolean.toString(row.active()));
      case DISABLED -> List.of(Boolean.toString(!row.active()));
      default ->
          field(name)
              .map(field -> field.values(row, session.types()))
              .orElseGet(() -> own.getOrDefault(name, List.of()));
    };
  }

  private static Map<String, List<String>> own(Row row) {
    Map<String, List<String>> values = new HashMap<>();
    for (Row each : row.several(OWN)) {
      Optional<JsonNode> value = each.entities().value(each.row(), List.of("value"));
      each.text("key")
          .ifPresent(key -> values.put(key, value.map(PeopleColumns::texts).orElse(List.of())));
    }
    return values;
  }

  /// A number, a truth and a text as they are, a date as its ISO text, each choice of an enumerator
  /// as one value.
  private static List<String> texts(JsonNode value) {
    if (value.isArray()) {
      return value.values().stream().flatMap(each -> texts(each).stream()).toList();
    }
    JsonNode scalar = value.isObject() ? value.path("value") : value;
    return scalar.asStringOpt().filter(text -> !text.isEmpty()).stream().toList();
  }
}
