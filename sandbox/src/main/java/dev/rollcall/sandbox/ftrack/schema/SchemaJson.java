// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Kind;
import dev.rollcall.sandbox.ftrack.schema.Property.Linked;
import dev.rollcall.sandbox.ftrack.schema.Property.Many;
import dev.rollcall.sandbox.ftrack.schema.Property.Mark;
import dev.rollcall.sandbox.ftrack.schema.Property.One;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A schema as clients read it: a JSON Schema like object for each entity type.
///
/// @param types what `query_schemas` answers
/// @param hash what tells a client that its copy is still good
public record SchemaJson(ArrayNode types, String hash) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  public static SchemaJson of(Schema schema) {
    ArrayNode types = NODES.arrayNode();
    schema.types().forEach(type -> types.add(type(type)));
    return new SchemaJson(types, md5(PythonJson.write(types)));
  }

  private static ObjectNode type(EntityType type) {
    ObjectNode node = NODES.objectNode().put("id", type.name()).put("type", "object");
    type.declaration().table().ifPresent(table -> table(node, table, type));
    type.declaration().mixin().ifPresent(up -> node.putObject("$mixin").put("$ref", up));
    ObjectNode properties = node.putObject("properties");
    type.properties().forEach(property -> properties.set(property.name(), property(property)));
    node.set("primary_key", names(type.key()));
    node.set("required", marked(type, Mark.REQUIRED));
    node.set("immutable", marked(type, Mark.IMMUTABLE));
    node.set("computed", marked(type, Mark.COMPUTED));
    node.set("default_projections", names(type.defaultProjections()));
    node.set("system_projections", names(type.systemProjections()));
    return node;
  }

  /// Types that share a table are told apart by their object type, as clients expect it.
  private static void table(ObjectNode node, String table, EntityType type) {
    type.declaration()
        .classifier()
        .ifPresentOrElse(
            id ->
                node.putObject("alias_for")
                    .put("id", table)
                    .putObject("classifiers")
                    .put("object_typeid", id),
            () -> node.put("alias_for", table));
  }

  private static ArrayNode marked(EntityType type, Mark mark) {
    return names(
        type.properties().stream()
            .filter(property -> property.is(mark))
            .map(Property::name)
            .toList());
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode array = NODES.arrayNode();
    names.forEach(array::add);
    return array;
  }

  private static ObjectNode property(Property property) {
    ObjectNode node = NODES.objectNode();
    property.alias().ifPresent(alias -> node.put("alias_for", alias));
    if (property.is(Mark.RESTRICTED)) {
      node.put("restricted_projection", true);
    }
    switch (property) {
      case Column column -> column(node, column);
      case One one -> node.put("$ref", one.target());
      case Linked linked -> array(node, "array", linked.target());
      case Many many -> {
        array(node, many.mapped() ? "mapped_array" : "array", many.target());
        if (many.mapped() && !many.is(Mark.RESTRICTED)) {
          node.putObject("key_value_attributes").put("key", "key").put("value", "value");
        }
      }
    }
    return node;
  }

  private static void array(ObjectNode node, String type, String target) {
    node.put("type", type).putObject("items").put("$ref", target);
  }

  private static void column(ObjectNode node, Column column) {
    switch (column.kind()) {
      case TEXT -> node.put("type", "string");
      case FLAG -> node.put("type", "boolean");
      case MOMENT -> node.put("type", "string").put("format", "date-time");
      case JSON -> node.put("type", "string").put("format", "json");
      case KEY -> node.put("type", "string").put("format", "foreign_key");
      case INTEGER, NUMBER, VARIABLE, OBJECT ->
          node.put("type", column.kind().name().toLowerCase(Locale.ROOT));
    }
    column
        .references()
        .ifPresent(target -> node.put("description", "Foreign key(s): " + target + ".id"));
    column.fallback().ifPresent(fallback -> fallback(node, column.kind(), fallback));
  }

  private static void fallback(ObjectNode node, Kind kind, String fallback) {
    switch (kind) {
      case FLAG -> node.put("default", Boolean.parseBoolean(fallback));
      case INTEGER -> node.put("default", Integer.parseInt(fallback));
      case NUMBER -> node.put("default", new BigDecimal(fallback));
      case TEXT, VARIABLE, MOMENT, JSON, OBJECT, KEY -> node.put("default", fallback);
    }
  }

  // Clients compare with an MD5 that they compute the same way; it protects nothing.
  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
