// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// All entity types of a server.
public final class Schema {
  private final SequencedMap<String, EntityType> types;

  Schema(List<EntityType> declared) {
    types = new LinkedHashMap<>();
    declared.forEach(type -> types.put(type.name(), type));
    for (EntityType type : declared) {
      EntityType.Declaration declaration = type.declaration();
      declaration.mixin().or(declaration::under).map(this::named).ifPresent(up -> up.adopt(type));
    }
    declared.forEach(this::check);
  }

  /// The types that people, their groups, roles and attributes need.
  public static Schema people() {
    try (InputStream in =
        Objects.requireNonNull(Schema.class.getResourceAsStream("people.schema"))) {
      return SchemaText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<EntityType> types() {
    return List.copyOf(types.values());
  }

  public Optional<EntityType> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /// The type of that name, which the schema is known to have.
  public EntityType named(String name) {
    return type(name).orElseThrow(() -> new IllegalArgumentException("no entity type " + name));
  }

  private void check(EntityType type) {
    for (Property property : type.properties()) {
      switch (property) {
        case Property.Column column -> column.references().ifPresent(this::named);
        case Property.One one -> {
          named(one.target());
          requireColumn(type, one.by());
        }
        case Property.Many many -> requireColumn(named(many.target()), many.by());
        case Property.Linked linked -> named(linked.target());
      }
    }
    type.key().forEach(name -> requireColumn(type, name));
  }

  private static void requireColumn(EntityType type, String name) {
    if (!(type.property(name).orElse(null) instanceof Property.Column)) {
      throw new IllegalArgumentException(type + " has no column " + name);
    }
  }

  Map<String, EntityType> byName() {
    return types;
  }
}
