// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Row;
import dev.rollcall.core.expression.Truth;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// From an identity to what its account should be. Immutable, for any number of threads; pure, but
/// for what is fetched, and that only for those who shall have an account.
///
/// @param source the name of the source, for messages
/// @param anchor gives the identity's id
/// @param where whether it shall have an account; empty: everybody
/// @param attributes what the account should hold, in the order of the configuration
/// @param label how people call the identity; empty: a name is found among the attributes
/// @param permissions conditions on single kinds of change
public record Mapping(
    String source,
    Expression anchor,
    Optional<Condition> where,
    List<AttributeMapping> attributes,
    Optional<Expression> label,
    Map<Kind, Condition> permissions) {

  private static final List<String> NAMES = List.of("displayName", "cn", "name");

  public Mapping {
    attributes = List.copyOf(attributes);
    permissions = Map.copyOf(permissions);
  }

  /// The names of the mapped attributes, in order.
  public List<String> names() {
    return attributes.stream().map(AttributeMapping::attribute).toList();
  }

  /// Whether an attribute holds the name of another person's account.
  public boolean namesPeople() {
    return attributes.stream().anyMatch(each -> each.content() instanceof Content.AccountOf);
  }

  /// Every name that must be read from the source.
  public SequencedSet<String> inputs() {
    SequencedSet<String> inputs = new LinkedHashSet<>(anchor.inputs());
    where.ifPresent(condition -> inputs.addAll(condition.inputs()));
    for (AttributeMapping each : attributes) {
      inputs.addAll(each.content().inputs());
      each.fallback().ifPresent(content -> inputs.addAll(content.inputs()));
    }
    label.ifPresent(expression -> inputs.addAll(expression.inputs()));
    permissions.values().forEach(condition -> inputs.addAll(condition.inputs()));
    return inputs;
  }

  /// Maps one identity.
  public Mapped map(Row row, String origin) {
    Evaluation id = anchor.evaluate(row);
    Optional<Anchor> key = anchor(id);
    if (key.isEmpty()) {
      return held(key, row, origin, DataProblems.noAnchor(source, origin, anchor, id));
    }
    if (where.isPresent()) {
      Truth truth = where.get().test(row);
      switch (truth) {
        case Truth.True _ -> {}
        case Truth.False _ -> {
          return new Mapped.OutOfScope(
              key.get(), asFarAsPossible(row, origin), inputsSaid(where.get(), row), origin);
        }
        case Truth.Unknown _, Truth.Failed _ -> {
          return held(key, row, origin, DataProblems.where(source, origin, where.get(), truth));
        }
      }
    }
    return attributes(key.get(), row, origin);
  }

  private static Optional<Anchor> anchor(Evaluation id) {
    return id instanceof Evaluation.Values(List<String> values)
            && values.size() == 1
            && !values.getFirst().isBlank()
        ? Optional.of(new Anchor(values.getFirst()))
        : Optional.empty();
  }

  private Mapped attributes(Anchor key, Row row, String origin) {
    List<List<String>> values = new ArrayList<>(attributes.size());
    List<Problem> problems = new ArrayList<>();
    for (AttributeMapping each : attributes) {
      values.add(value(each, row, origin, problems));
    }
    if (!problems.isEmpty()) {
      return new Mapped.Held(Optional.of(key), values, problems, origin);
    }
    return new Mapped.Wanted(key, values, label(values, row, key), allowed(row), origin);
  }

  private List<String> value(
      AttributeMapping mapping, Row row, String origin, List<Problem> problems) {
    Evaluation evaluation = mapping.content().of(row);
    if (evaluation instanceof Evaluation.Absent && mapping.fallback().isPresent()) {
      evaluation = mapping.fallback().get().of(row);
    }
    return switch (evaluation) {
      case Evaluation.Values(List<String> values) -> values;
      case Evaluation.Absent _ -> List.of();
      case Evaluation.Failed(String why) -> {
        problems.add(DataProblems.noValue(source, origin, mapping, row, why));
        yield List.of();
      }
    };
  }

  private Mapped held(Optional<Anchor> key, Row row, String origin, Problem problem) {
    return new Mapped.Held(key, asFarAsPossible(row, origin), List.of(problem), origin);
  }

  private List<List<String>> asFarAsPossible(Row row, String origin) {
    List<List<String>> values = new ArrayList<>(attributes.size());
    List<Problem> passedOver = new ArrayList<>();
    for (AttributeMapping each : attributes) {
      values.add(isFetched(each) ? List.of() : value(each, row, origin, passedOver));
    }
    return values;
  }

  /// Pictures find no account.
  private static boolean isFetched(AttributeMapping mapping) {
    return mapping.content() instanceof Content.Fetched;
  }

  private int allowed(Row row) {
    int bits = ~0;
    for (Map.Entry<Kind, Condition> permission : permissions.entrySet()) {
      if (!(permission.getValue().test(row) instanceof Truth.True)) {
        bits &= ~permission.getKey().bit();
      }
    }
    return bits;
  }

  private String label(List<List<String>> values, Row row, Anchor key) {
    String person =
        label.isPresent() && label.get().evaluate(row) instanceof Evaluation.Values given
            ? Collections.min(given.values())
            : personName(values);
    return person.isEmpty()
        ? source + " " + key.value()
        : person + " · " + source + " " + key.value();
  }

  private String personName(List<List<String>> values) {
    for (String name : NAMES) {
      String value = first(name, values);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return (first("first_name", values) + " " + first("last_name", values)).strip();
  }

  private String first(String name, List<List<String>> values) {
    for (int i = 0; i < attributes.size(); i++) {
      if (attributes.get(i).attribute().equalsIgnoreCase(name) && !values.get(i).isEmpty()) {
        return Collections.min(values.get(i));
      }
    }
    return "";
  }

  private static String inputsSaid(Condition condition, Row row) {
    StringBuilder said = new StringBuilder();
    for (String input : condition.inputs()) {
      List<String> values = row.values(input);
      said.append(said.isEmpty() ? "" : ", ").append(input).append(" is ");
      said.append(values.isEmpty() ? "absent" : "'" + String.join("', '", values) + "'");
    }
    return said.toString();
  }
}
