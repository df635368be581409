// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.query.Query.Path;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Linked;
import dev.rollcall.sandbox.ftrack.schema.Property.Many;
import dev.rollcall.sandbox.ftrack.schema.Property.One;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path that is known to exist: relations to follow, and what stands at the end.
///
/// @param end the entity type at the end of the relations
/// @param column the column at the end; empty when the path ends at an entity
record Route(View view, List<Property> relations, EntityType end, Optional<Column> column) {

  /// The way to a column. A path that ends at a relation leads to the id on the other side.
  static Route toColumn(View view, EntityType start, Path path) {
    Route route = to(view, start, path);
    return route.column().isPresent() ? route : route.toKey(start);
  }

  /// The way to related entities.
  static Route toEntities(View view, EntityType start, Path path) {
    Route route = to(view, start, path);
    if (route.column().isPresent()) {
      throw Refusal.unreadable("'" + path + "' of " + start + " is not a relation");
    }
    return route;
  }

  private static Route to(View view, EntityType start, Path path) {
    List<Property> relations = new ArrayList<>();
    Optional<Column> column = Optional.empty();
    EntityType type = start;
    for (String name : path.names()) {
      if (column.isPresent()) {
        throw Refusal.unreadable("'" + path + "' of " + start + " goes on behind a plain value");
      }
      Property property = property(type, name);
      if (property instanceof Column found) {
        column = Optional.of(found);
      } else {
        relations.add(property);
        type = view.type(target(property));
      }
    }
    return new Route(view, relations, type, column);
  }

  private Route toKey(EntityType start) {
    if (relations.getLast() instanceof One one) {
      List<Property> before = relations.subList(0, relations.size() - 1);
      EntityType owner = before.isEmpty() ? start : view.type(target(before.getLast()));
      return new Route(view, before, owner, owner.property(one.by()).map(Column.class::cast));
    }
    Optional<Column> key = end.property(end.key().getFirst()).map(Column.class::cast);
    return new Route(view, relations, end, key);
  }

  static Property property(EntityType type, String name) {
    return type.property(name)
        .orElseThrow(() -> Refusal.unreadable(type + " has no attribute '" + name + "'"));
  }

  static String target(Property relation) {
    return switch (relation) {
      case One one -> one.target();
      case Many many -> many.target();
      case Linked linked -> linked.target();
      case Column column -> throw new IllegalArgumentException(column.name() + " is no relation");
    };
  }

  boolean isDirect() {
    return relations.isEmpty();
  }

  List<Row> rows(Row start) {
    List<Row> rows = List.of(start);
    for (Property relation : relations) {
      rows = rows.stream().flatMap(row -> view.related(row, relation).stream()).toList();
    }
    return rows;
  }

  /// Every value at the end of the route, absent ones included.
  List<Value> values(Row start) {
    String name = column.orElseThrow().name();
    return rows(start).stream().map(row -> row.value(name)).toList();
  }

  /// The first value at the end of the route.
  Value first(Row start) {
    String name = column.orElseThrow().name();
    return isDirect()
        ? start.value(name)
        : values(start).stream().findFirst().orElse(Values.ABSENT);
  }
}
