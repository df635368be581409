// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Which attributes of an entity are written, and which of the entities related to it.
public final class Projection {
  private final SequencedMap<String, Projection> attributes = new LinkedHashMap<>();

  private Projection() {}

  static Projection of(View view, EntityType type, List<Query.Path> paths) {
    Projection projection = new Projection();
    if (paths.isEmpty()) {
      projection.addDefaults(view, type);
    }
    paths.forEach(path -> projection.add(view, type, path.names()));
    return projection;
  }

  private void addDefaults(View view, EntityType type) {
    type.defaultProjections().forEach(name -> add(view, type, List.of(name)));
  }

  private void add(View view, EntityType type, List<String> names) {
    Property property = Route.property(type, names.getFirst());
    Projection inner = attributes.computeIfAbsent(names.getFirst(), _ -> new Projection());
    if (property instanceof Property.Column) {
      Route.toColumn(view, type, new Query.Path(names));
    } else if (names.size() == 1) {
      inner.addDefaults(view, view.type(Route.target(property)));
    } else {
      inner.add(view, view.type(Route.target(property)), names.subList(1, names.size()));
    }
  }

  Map<String, Projection> attributes() {
    return attributes;
  }
}
