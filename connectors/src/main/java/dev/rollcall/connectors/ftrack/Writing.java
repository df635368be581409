// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Sort;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
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
    record Ready(SortedMap<String, JsonNode> values) implements Put {}

    /// There is somebody else's value.
    record Stale(Problem problem) implements Put {}

    record Refused(Problem problem) implements Put {}
  }

  /// The values of what is to be created.
  Put create(Change.Create create) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    for (Map.Entry<String, List<String>> attribute : create.attributes().all().entrySet()) {
      Optional<Problem> flaw = put(values, attribute.getKey(), attribute.getValue());
      if (flaw.isPresent()) {
        return new Put.Refused(flaw.get());
      }
    }
    return new Put.Ready(values);
  }

  /// The values that these edits still need.
  ///
  /// @param naming the attribute that is not looked at
  Put edit(Subject subject, List<Edit> edits, String naming, Row row) {
    SortedMap<String, JsonNode> values = new TreeMap<>();
    for (Edit edit : edits) {
      if (!edit.attribute().equals(naming)) {
        Optional<Put> hindrance = edit(subject, edit, row, values);
        if (hindrance.isPresent()) {
          return hindrance.get();
        }
      }
    }
    return new Put.Ready(values);
  }

  private Optional<Put> edit(
      Subject subject, Edit edit, Row row, SortedMap<String, JsonNode> values) {
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
    return put(values, edit.attribute(), edit.after()).map(Put.Refused::new);
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

  private Optional<Problem> put(SortedMap<String, JsonNode> values, String name, List<String> to) {
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
    values.put(field.get().column(), value.get());
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
