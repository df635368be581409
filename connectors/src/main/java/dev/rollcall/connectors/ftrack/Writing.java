// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Sort;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Turns the attributes of a change into values for the server. Pure.
///
/// @param sort of users, or of groups
record Writing(FtrackSettings settings, Sort sort, Fields fields, UserTypes types) {
  static Writing users(FtrackSettings settings, Session session) {
    return new Writing(settings, Sort.USER, session.fields(), session.types());
  }

  static Writing groups(FtrackSettings settings, Session session) {
    return new Writing(settings, Sort.GROUP, session.groupFields(), session.types());
  }

  /// What came of a value.
  sealed interface Put {
    /// @param values of the entity's own properties
    /// @param attached what is kept beside the entity
    record Ready(SortedMap<String, JsonNode> values, List<Attached> attached) implements Put {
      /// @param key of the entity that the rest is kept beside
      List<Operation> beside(String key) {
        return attached.stream().map(each -> each.operation(key)).toList();
      }
    }

    /// There is somebody else's value.
    record Stale(Problem problem) implements Put {}

    record Refused(Problem problem) implements Put {}
  }

  /// A value that is kept beside the entity.
  ///
  /// @param there whether there is one already
  record Attached(Field.Place place, JsonNode value, boolean there) {
    private Operation operation(String id) {
      return switch (place) {
        case Field.Place.Custom(String configuration, _) ->
            new Operation.Update(
                "UserCustomAttributeValue",
                List.of(configuration, id),
                new TreeMap<>(Map.of("value", value)));
        case Field.Place.Metadata(String key) -> metadata(id, key);
        case Field.Place.Column _, Field.Place.Picture _ ->
            throw new IllegalArgumentException("not beside: " + place);
      };
    }

    private Operation metadata(String id, String key) {
      if (value.isNull()) {
        return new Operation.Delete("Metadata", List.of(id, key));
      }
      return there
          ? new Operation.Update(
              "Metadata", List.of(id, key), new TreeMap<>(Map.of("value", value)))
          : new Operation.Metadata(id, key, value.asString());
    }
  }

  /// The values of what is to be created.
  Put create(Change.Create create) {
    Put.Ready ready = new Put.Ready(new TreeMap<>(), new ArrayList<>());
    for (Map.Entry<String, List<String>> attribute : create.attributes().all().entrySet()) {
      Optional<Problem> flaw = put(ready, attribute.getKey(), attribute.getValue(), false);
      if (flaw.isPresent()) {
        return new Put.Refused(flaw.get());
      }
    }
    return ready;
  }

  /// The values that these edits still need.
  ///
  /// @param naming the attribute that is not looked at
  Put edit(Subject subject, List<Edit> edits, String naming, Row row) {
    Put.Ready ready = new Put.Ready(new TreeMap<>(), new ArrayList<>());
    for (Edit edit : edits) {
      if (!edit.attribute().equals(naming) && !isPicture(edit.attribute())) {
        Optional<Put> hindrance = edit(subject, edit, row, ready);
        if (hindrance.isPresent()) {
          return hindrance.get();
        }
      }
    }
    return ready;
  }

  /// What is to be kept beside something new that is there by now and is not yet.
  List<Operation> beside(Change.Create create, Row row) {
    Put.Ready ready = new Put.Ready(new TreeMap<>(), new ArrayList<>());
    for (Map.Entry<String, List<String>> attribute : create.attributes().all().entrySet()) {
      Optional<Field> field = fields.field(attribute.getKey()).filter(Writing::isBeside);
      List<String> actual = field.map(known -> known.values(row, types)).orElse(List.of());
      if (field.isPresent() && !equal(field.get(), actual, attribute.getValue())) {
        put(ready, attribute.getKey(), attribute.getValue(), !actual.isEmpty());
      }
    }
    return ready.beside(row.id());
  }

  /// Whether some of it is kept beside the entity.
  boolean hasBeside(Change.Create create) {
    return create.attributes().all().keySet().stream()
        .flatMap(name -> fields.field(name).stream())
        .anyMatch(Writing::isBeside);
  }

  private static boolean isBeside(Field field) {
    return switch (field.place()) {
      case Field.Place.Custom _, Field.Place.Metadata _ -> true;
      case Field.Place.Column _, Field.Place.Picture _ -> false;
    };
  }

  /// Pictures are set by [Avatars], when everything else is done.
  private boolean isPicture(String name) {
    return fields.field(name).map(field -> field.form() == Field.Form.IMAGE).orElse(false);
  }

  private Optional<Put> edit(Subject subject, Edit edit, Row row, Put.Ready ready) {
    Optional<Field> field = fields.field(edit.attribute());
    if (field.isEmpty()) {
      return Optional.of(new Put.Refused(unknown(edit.attribute())));
    }
    List<String> actual = field.get().values(row, types);
    if (equal(field.get(), actual, edit.after())) {
      return Optional.empty();
    }
    if (!equal(field.get(), actual, edit.before())) {
      return Optional.of(
          new Put.Stale(
              ChangeProblem.changed(
                  subject, edit.attribute(), shown(edit.before()), shown(actual))));
    }
    return put(ready, edit.attribute(), edit.after(), !actual.isEmpty()).map(Put.Refused::new);
  }

  /// Whether a row has all that is to be created.
  boolean same(Change.Create create, Row row) {
    return create.attributes().all().entrySet().stream()
        .allMatch(attribute ->
            fields
                .field(attribute.getKey())
                .map(field -> equal(field, field.values(row, types), attribute.getValue()))
                .orElse(false));
  }

  private Optional<Problem> put(Put.Ready ready, String name, List<String> to, boolean there) {
    Optional<Field> field = fields.field(name);
    if (field.isEmpty()) {
      return Optional.of(unknown(name));
    }
    if (field.get().access() != Field.Access.MAPPING) {
      return Optional.of(ValueProblem.notMappable(settings.name(), sort, name));
    }
    Optional<JsonNode> value = field.get().json(to, types);
    if (value.isEmpty()) {
      return Optional.of(ValueProblem.form(name, shown(to), field.get().form()));
    }
    switch (field.get().place()) {
      case Field.Place.Column(String column) -> ready.values().put(column, value.get());
      case Field.Place.Custom _, Field.Place.Metadata _ ->
          ready.attached().add(new Attached(field.get().place(), value.get(), there));
      case Field.Place.Picture _ -> {}
    }
    return Optional.empty();
  }

  private Problem unknown(String attribute) {
    return ValueProblem.unknownAttribute(settings.name(), sort, attribute, fields.mappable());
  }

  private static boolean equal(Field field, List<String> one, List<String> other) {
    ValueRule rule = field.type().rule();
    return rule.normal(one).equals(rule.normal(other));
  }

  private static String shown(List<String> values) {
    return values.isEmpty() ? "nothing" : String.join(", ", values);
  }
}
