// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The store as queries see it: subtypes under their type, relations, custom attributes for all.
public final class View {
  private final Store store;
  private final DenseAttributes attributes;

  public View(Store store) {
    this.store = store;
    this.attributes = new DenseAttributes(store);
  }

  public Store store() {
    return store;
  }

  EntityType type(String name) {
    return store
        .schema()
        .type(name)
        .orElseThrow(() -> Refusal.unreadable("there is no entity type '" + name + "'"));
  }

  /// Every row of the type or of its subtypes.
  List<Row> all(EntityType type) {
    if (attributes.isDense(type)) {
      return attributes.all();
    }
    List<Row> rows = new ArrayList<>();
    type.concrete().forEach(each -> rows.addAll(store.rows(each)));
    return rows;
  }

  /// Rows that may have the text in a column, or empty when only looking at all of them tells.
  Optional<Collection<Row>> near(EntityType type, String column, String text) {
    if (attributes.isDense(type)) {
      return column.equals("entity_id") ? Optional.of(attributes.ofUser(text)) : Optional.empty();
    }
    if (!type.isAbstract()) {
      return store.near(type, column, text);
    }
    List<Row> rows = new ArrayList<>();
    for (EntityType each : type.concrete()) {
      Optional<Collection<Row>> found = store.near(each, column, text);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      rows.addAll(found.orElseThrow());
    }
    return Optional.of(rows);
  }

  Optional<Row> one(Row row, Property.One relation) {
    Value key = row.value(relation.by());
    return key.isAbsent() ? Optional.empty() : store.find(relation.target(), key.asText());
  }

  /// What a relation leads to: at most one row, or many.
  List<Row> related(Row row, Property relation) {
    return switch (relation) {
      case Property.One one -> one(row, one).stream().toList();
      case Property.Many many -> many(row, many);
      case Property.Linked linked -> linked(row, linked);
      case Property.Column _ -> List.of();
    };
  }

  private List<Row> many(Row row, Property.Many relation) {
    EntityType target = type(relation.target());
    String key = row.key();
    if (attributes.isDense(target)) {
      return attributes.ofUser(key);
    }
    Collection<Row> near = near(target, relation.by(), key).orElseGet(() -> all(target));
    return near.stream()
        .filter(each -> each.text(relation.by()).equals(key))
        .filter(each -> fits(each, relation.only()))
        .toList();
  }

  private static boolean fits(Row row, Optional<Property.Only> only) {
    return only.isEmpty()
        || row.text(only.orElseThrow().column()).equals(only.orElseThrow().text());
  }

  private List<Row> linked(Row row, Property.Linked relation) {
    return switch (row.value(relation.name())) {
      case Value.Several(List<Value> keys) ->
          keys.stream()
              .flatMap(key -> store.find(relation.target(), key.asText()).stream())
              .toList();
      case Value _ -> List.of();
    };
  }
}
