// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Grouping;
import dev.rollcall.sandbox.ftrack.query.Grouping.Aggregate;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.query.Query.Path;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Answers queries with `group by`.
public final class Groups {
  private final View view;
  private final Finder finder;

  public Groups(View view, Finder finder) {
    this.view = view;
    this.finder = finder;
  }

  /// One row for each group, ordered by the values that make the groups.
  public List<SequencedMap<String, Value>> of(Query query, Grouping grouping) {
    EntityType type = view.type(query.entityType());
    List<Route> by = grouping.by().stream().map(path -> Route.toColumn(view, type, path)).toList();
    Map<List<Value>, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : finder.page(query.whole()).rows()) {
      List<Value> key = by.stream().map(route -> route.first(row)).toList();
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Groups::compare))
        .map(group -> row(type, grouping, group.getKey(), group.getValue()))
        .toList();
  }

  private static int compare(List<Value> left, List<Value> right) {
    for (int at = 0; at < left.size(); at++) {
      int order = Values.ORDER.compare(left.get(at), right.get(at));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private SequencedMap<String, Value> row(
      EntityType type, Grouping grouping, List<Value> key, List<Row> rows) {
    SequencedMap<String, Value> row = new LinkedHashMap<>();
    for (int at = 0; at < key.size(); at++) {
      row.put(grouping.by().get(at).toString(), key.get(at));
    }
    grouping.aggregates().forEach(each -> row.put(each.key(), computed(type, each, rows)));
    return row;
  }

  private Value computed(EntityType type, Aggregate aggregate, List<Row> rows) {
    Path path = aggregate.path();
    Route route = Route.toColumn(view, type, path);
    List<Value> values =
        rows.stream()
            .flatMap(row -> route.values(row).stream())
            .filter(value -> !value.isAbsent())
            .toList();
    return switch (aggregate.function()) {
      case COUNT -> number(BigDecimal.valueOf(values.size()));
      case SUM -> number(sum(values));
      case AVG ->
          values.isEmpty()
              ? Values.ABSENT
              : number(
                  sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64));
      case MIN -> values.stream().min(Values.ORDER).orElse(Values.ABSENT);
      case MAX -> values.stream().max(Values.ORDER).orElse(Values.ABSENT);
    };
  }

  private static Value number(BigDecimal number) {
    return new Value.Numeric(number);
  }

  private static BigDecimal sum(List<Value> values) {
    return values.stream()
        .filter(Value.Numeric.class::isInstance)
        .map(value -> ((Value.Numeric) value).number())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
