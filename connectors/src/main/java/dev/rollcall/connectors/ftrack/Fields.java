// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Field.Access;
import dev.rollcall.connectors.ftrack.Field.Form;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The attributes of a type of entity that hold values, by name.
///
/// @param metadata whether `metadata.KEY` is an attribute, whatever the key
record Fields(SortedMap<String, Field> byName, boolean metadata) {
  private static final String METADATA = "metadata.";
  private static final List<Field> KNOWN =
      List.of(
          new Field("username", "username", Form.TEXT, Access.MAPPING),
          new Field("first_name", "first_name", Form.TEXT, Access.MAPPING),
          new Field("last_name", "last_name", Form.TEXT, Access.MAPPING),
          new Field("email", "email", Form.TEXT, Access.MAPPING),
          new Field("user_type", "user_type_id", Form.USER_TYPE, Access.MAPPING),
          new Field("user_type_id", "user_type_id", Form.TEXT, Access.SERVER),
          new Field(
              "require_details_update", "require_details_update", Form.BOOLEAN, Access.MAPPING),
          new Field("is_otp_enabled", "is_otp_enabled", Form.BOOLEAN, Access.MAPPING),
          new Field("is_totp_enabled", "is_totp_enabled", Form.BOOLEAN, Access.MAPPING),
          new Field("thumbnail_id", "thumbnail_id", Form.TEXT, Access.MAPPING),
          new Field("resource_type", "resource_type", Form.TEXT, Access.SERVER),
          new Field("is_active", "is_active", Form.BOOLEAN, Access.ROLLCALL),
          new Field("id", "id", Form.TEXT, Access.SERVER));

  private static final List<Field> KNOWN_OF_GROUPS =
      List.of(
          new Field("name", "name", Form.TEXT, Access.MAPPING),
          new Field("parent_id", "parent_id", Form.TEXT, Access.ROLLCALL),
          new Field("local", "local", Form.BOOLEAN, Access.ROLLCALL),
          new Field("link", "link", Form.TEXT, Access.SERVER),
          new Field("resource_type", "resource_type", Form.TEXT, Access.SERVER),
          new Field("id", "id", Form.TEXT, Access.SERVER));

  Fields {
    byName = new TreeMap<>(byName);
  }

  /// Those of users in the server versions that ftrack has published; where a server does not tell
  /// its own.
  static Fields known() {
    return of(KNOWN.stream(), true);
  }

  /// The same of groups.
  static Fields knownOfGroups() {
    return of(KNOWN_OF_GROUPS.stream(), false);
  }

  /// From the answer to `query_schemas`; empty where it has no users.
  static Optional<Fields> of(JsonNode schemas) {
    return of(schemas, "User", KNOWN).filter(fields -> fields.byName.containsKey("username"));
  }

  /// The same of groups.
  static Optional<Fields> ofGroups(JsonNode schemas) {
    return of(schemas, "Group", KNOWN_OF_GROUPS)
        .filter(fields -> fields.byName.containsKey("name"));
  }

  private static Optional<Fields> of(JsonNode schemas, String type, List<Field> known) {
    return schemas.values().stream()
        .filter(schema -> schema.path("id").asString("").equals(type))
        .findFirst()
        .map(schema -> ofSchema(schema, known));
  }

  /// These and more.
  Fields with(List<Field> more) {
    return of(Stream.concat(byName.values().stream(), more.stream()), metadata);
  }

  Optional<Field> field(String name) {
    return Optional.ofNullable(byName.get(name)).or(() -> noted(name));
  }

  private Optional<Field> noted(String name) {
    return metadata && name.startsWith(METADATA) && name.length() > METADATA.length()
        ? Optional.of(
            new Field(
                name,
                new Field.Place.Metadata(name.substring(METADATA.length())),
                Form.TEXT,
                Access.MAPPING,
                List.of()))
        : Optional.empty();
  }

  List<Field> fields(Collection<String> names) {
    return names.stream().map(this::field).flatMap(Optional::stream).toList();
  }

  /// What a mapping may name.
  List<String> mappable() {
    return byName.values().stream()
        .filter(field -> field.access() == Access.MAPPING)
        .map(Field::name)
        .toList();
  }

  /// Every property that has a value of its own.
  List<String> columns() {
    return byName.values().stream()
        .filter(field -> field.place() instanceof Field.Place.Column)
        .flatMap(field -> field.columns().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// What a query has to ask for to know what is kept beside the entity.
  List<String> relations() {
    Stream<String> custom =
        byName.values().stream()
            .filter(field -> field.place() instanceof Field.Place.Custom)
            .flatMap(field -> field.columns().stream());
    Stream<String> noted =
        field(METADATA + "any").stream().flatMap(field -> field.columns().stream());
    return Stream.concat(custom, noted).distinct().toList();
  }

  /// What a query has to ask for to know these.
  List<String> columns(Collection<String> names) {
    return fields(names).stream().flatMap(field -> field.columns().stream()).distinct().toList();
  }

  private static Fields ofSchema(JsonNode schema, List<Field> known) {
    List<String> fixed =
        Stream.of("immutable", "computed")
            .flatMap(list -> schema.path(list).values().stream())
            .map(name -> name.asString(""))
            .toList();
    Stream<Field> told =
        schema.path("properties").properties().stream()
            .flatMap(
                property -> told(property.getKey(), property.getValue(), fixed, known).stream());
    Stream<Field> byRelation =
        known.stream()
            .filter(field -> !field.columns().contains(field.name()))
            .filter(field -> schema.path("properties").has(field.columns().getFirst()));
    boolean metadata = schema.path("properties").has("metadata");
    Stream<Field> pictures =
        Stream.of(Picture.FIELD)
            .filter(_ -> metadata && schema.path("properties").has("thumbnail_id"));
    return of(Stream.of(told, byRelation, pictures).flatMap(fields -> fields), metadata);
  }

  private static Optional<Field> told(
      String name, JsonNode property, List<String> fixed, List<Field> known) {
    return form(property).map(form -> new Field(name, name, form, access(name, fixed, known)));
  }

  private static Access access(String name, List<String> fixed, List<Field> known) {
    Optional<Access> access =
        known.stream().filter(field -> field.name().equals(name)).map(Field::access).findFirst();
    return fixed.contains(name) ? Access.SERVER : access.orElse(Access.MAPPING);
  }

  private static Optional<Form> form(JsonNode property) {
    boolean date = property.path("format").asString("").startsWith("date");
    return switch (property.path("type").asString("").toLowerCase(Locale.ROOT)) {
      case "string" -> date ? Optional.empty() : Optional.of(Form.TEXT);
      case "boolean" -> Optional.of(Form.BOOLEAN);
      case "integer", "number" -> Optional.of(Form.NUMBER);
      default -> Optional.empty();
    };
  }

  private static Fields of(Stream<Field> fields, boolean metadata) {
    SortedMap<String, Field> byName = new TreeMap<>();
    fields.forEach(field -> byName.put(field.name(), field));
    return new Fields(byName, metadata);
  }
}
