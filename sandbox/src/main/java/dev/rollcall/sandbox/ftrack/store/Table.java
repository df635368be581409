// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of one concrete entity type, in the order in which they came.
final class Table {
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<Index> indexes;

  Table(EntityType type) {
    indexes =
        type.stored().stream()
            .filter(property -> property.is(Property.Mark.INDEXED))
            .map(property -> new Index(property.name()))
            .toList();
  }

  Optional<Row> find(String key) {
    return Optional.ofNullable(rows.get(key));
  }

  Collection<Row> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  Optional<Index> index(String column) {
    for (Index index : indexes) {
      if (index.column().equals(column)) {
        return Optional.of(index);
      }
    }
    return Optional.empty();
  }

  Optional<Row> put(String key, Row row) {
    Optional<Row> before = Optional.ofNullable(rows.put(key, row));
    before.ifPresent(old -> indexes.forEach(index -> index.remove(key, old)));
    indexes.forEach(index -> index.add(key, row));
    return before;
  }

  Optional<Row> remove(String key) {
    Optional<Row> before = Optional.ofNullable(rows.remove(key));
    before.ifPresent(old -> indexes.forEach(index -> index.remove(key, old)));
    return before;
  }
}
