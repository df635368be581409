// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A kind of thing the server keeps, with its properties and the place of each value in a row.
public final class EntityType {
  private final Declaration declaration;
  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Property> stored;
  private final List<Property> properties;
  private final List<EntityType> subtypes = new ArrayList<>();
  private final int width;

  /// What a schema says about a type.
  ///
  /// @param classifier the object type by which its rows are told from others of the same table
  /// @param under the type whose queries find rows of this one too
  record Declaration(
      String name,
      Optional<String> table,
      Optional<String> classifier,
      Optional<String> mixin,
      Optional<String> under,
      List<String> key,
      List<String> defaults,
      List<String> system,
      SequencedMap<String, Property> properties) {}

  EntityType(Declaration declaration) {
    this.declaration = declaration;
    List<Property> columns = new ArrayList<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (Property property : declaration.properties().values()) {
      if (property.isStored()) {
        String column = property.alias().orElse(property.name());
        int next = places.size();
        if (places.putIfAbsent(column, next) == null) {
          columns.add(property);
        }
        slots.put(property.name(), places.getOrDefault(column, next));
      }
    }
    width = places.size();
    stored = List.copyOf(columns);
    properties = List.copyOf(declaration.properties().values());
  }

  void adopt(EntityType subtype) {
    subtypes.add(subtype);
  }

  Declaration declaration() {
    return declaration;
  }

  public String name() {
    return declaration.name();
  }

  public List<String> key() {
    return declaration.key();
  }

  public List<String> defaultProjections() {
    return declaration.defaults();
  }

  /// Attributes that every answer contains, asked for or not.
  public List<String> systemProjections() {
    return declaration.system();
  }

  public List<Property> properties() {
    return properties;
  }

  public Optional<Property> property(String name) {
    return Optional.ofNullable(declaration.properties().get(name));
  }

  /// The properties that rows hold, one for each place.
  public List<Property> stored() {
    return stored;
  }

  public int width() {
    return width;
  }

  /// Where rows of this type keep the value of a stored property.
  public int slot(String property) {
    return slots.getOrDefault(property, -1);
  }

  /// Whether rows are of one of its subtypes, never of this type itself.
  public boolean isAbstract() {
    return !subtypes.isEmpty();
  }

  public boolean includes(EntityType other) {
    return this == other || subtypes.stream().anyMatch(subtype -> subtype.includes(other));
  }

  /// The types that rows can have when somebody asks for this one.
  public List<EntityType> concrete() {
    return isAbstract()
        ? subtypes.stream().flatMap(subtype -> subtype.concrete().stream()).toList()
        : List.of(this);
  }

  @Override
  public String toString() {
    return name();
  }
}
