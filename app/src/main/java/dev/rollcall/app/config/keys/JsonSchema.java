// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The keys as a JSON Schema (draft 2020-12), from which editors complete. It is kept in
/// `docs/reference/rollcall.schema.json`.
public final class JsonSchema {
  private JsonSchema() {}

  /// The schema as a tree of maps, lists, texts, numbers and booleans, to be written as JSON.
  public static SequencedMap<String, Object> ofConfiguration() {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Rollcall configuration");
    schema.putAll(group(TopKeys.file()));
    return schema;
  }

  private static SequencedMap<String, Object> group(Table table) {
    SequencedMap<String, Object> properties = new LinkedHashMap<>();
    for (Key key : table.keys()) {
      SequencedMap<String, Object> property = new LinkedHashMap<>();
      property.put("description", described(key));
      property.putAll(value(key.shape(), table.substitutes()));
      properties.put(key.name(), property);
    }
    SequencedMap<String, Object> schema = object();
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    List<String> needed = table.keys().stream().filter(Key::needed).map(Key::name).toList();
    if (!needed.isEmpty()) {
      schema.put("required", needed);
    }
    return schema;
  }

  private static String described(Key key) {
    return key.meaning() + key.standard().map(it -> " Default: " + it + ".").orElse("");
  }

  private static SequencedMap<String, Object> value(Shape shape, boolean substitutes) {
    return switch (shape) {
      case Shape.Text(Syntax syntax) -> text(syntax, substitutes);
      case Shape.Whole(int least, int most) -> whole(least, most, substitutes);
      case Shape.Choice(List<String> words) -> choice(words, substitutes);
      case Shape.Texts(Syntax syntax, boolean single) -> texts(syntax, single, substitutes);
      case Shape.Group(Table table) -> group(table);
      case Shape.Named(String _, Syntax syntax, Shape each) -> named(syntax, each, substitutes);
      case Shape.Typed(SequencedMap<String, Table> tables) -> typed(tables);
      case Shape.Either either -> either(either, substitutes);
      case Shape.Rows(Table table) -> rows(table);
    };
  }

  private static SequencedMap<String, Object> rows(Table table) {
    SequencedMap<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("minItems", 1);
    list.put("items", group(table));
    return list;
  }

  private static SequencedMap<String, Object> text(Syntax syntax, boolean substitutes) {
    List<SequencedMap<String, Object>> ways = new ArrayList<>();
    for (String type : syntax.types()) {
      SequencedMap<String, Object> way = new LinkedHashMap<>();
      way.put("type", type);
      if (type.equals("string") && !(substitutes && syntax.types().size() == 1)) {
        way.put("pattern", syntax.pattern());
      }
      ways.add(way);
    }
    if (substitutes && !syntax.types().contains("string")) {
      ways.add(substitution());
    }
    return any(ways);
  }

  private static SequencedMap<String, Object> whole(int least, int most, boolean substitutes) {
    SequencedMap<String, Object> whole = new LinkedHashMap<>();
    whole.put("type", "integer");
    whole.put("minimum", least);
    whole.put("maximum", most);
    return substitutes ? any(List.of(whole, substitution())) : whole;
  }

  private static SequencedMap<String, Object> choice(List<String> words, boolean substitutes) {
    SequencedMap<String, Object> choice = new LinkedHashMap<>();
    choice.put("enum", words);
    return substitutes ? any(List.of(choice, substitution())) : choice;
  }

  private static SequencedMap<String, Object> substitution() {
    SequencedMap<String, Object> text = new LinkedHashMap<>();
    text.put("type", "string");
    text.put("pattern", "\\$\\{(env|file):");
    return text;
  }

  private static SequencedMap<String, Object> texts(
      Syntax syntax, boolean single, boolean substitutes) {
    SequencedMap<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("minItems", 1);
    list.put("items", literal(syntax, substitutes));
    return single ? any(List.of(text(syntax, substitutes), list)) : list;
  }

  /// In a list numbers, true and false are texts as well.
  private static SequencedMap<String, Object> literal(Syntax syntax, boolean substitutes) {
    if (syntax != Syntax.TEXT) {
      return text(syntax, substitutes);
    }
    SequencedMap<String, Object> literal = new LinkedHashMap<>();
    literal.put("type", List.of("string", "number", "boolean"));
    return literal;
  }

  private static SequencedMap<String, Object> named(
      Syntax syntax, Shape each, boolean substitutes) {
    SequencedMap<String, Object> named = object();
    named.put("minProperties", 1);
    named.put("propertyNames", new LinkedHashMap<>(Map.of("pattern", syntax.pattern())));
    named.put("additionalProperties", value(each, substitutes));
    return named;
  }

  private static SequencedMap<String, Object> typed(SequencedMap<String, Table> tables) {
    SequencedMap<String, Object> type = new LinkedHashMap<>();
    type.put("enum", List.copyOf(tables.sequencedKeySet()));
    SequencedMap<String, Object> typed = object();
    typed.put("properties", new LinkedHashMap<>(Map.of("type", type)));
    typed.put("required", List.of("type"));
    List<Object> cases = new ArrayList<>();
    tables.forEach((word, table) -> cases.add(when(word, table)));
    typed.put("allOf", cases);
    return typed;
  }

  private static SequencedMap<String, Object> when(String word, Table table) {
    Map<String, Object> constant = Map.of("const", word);
    SequencedMap<String, Object> condition = new LinkedHashMap<>();
    condition.put("properties", Map.of("type", constant));
    condition.put("required", List.of("type"));
    SequencedMap<String, Object> when = new LinkedHashMap<>();
    when.put("if", condition);
    when.put("then", group(table));
    return when;
  }

  private static SequencedMap<String, Object> either(Shape.Either either, boolean substitutes) {
    return any(
        Stream.of(either.text(), either.list(), either.keys())
            .flatMap(Optional::stream)
            .map(shape -> value(shape, substitutes))
            .toList());
  }

  private static SequencedMap<String, Object> any(List<SequencedMap<String, Object>> ways) {
    if (ways.size() == 1) {
      return ways.getFirst();
    }
    SequencedMap<String, Object> any = new LinkedHashMap<>();
    any.put("anyOf", ways);
    return any;
  }

  private static SequencedMap<String, Object> object() {
    SequencedMap<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    return object;
  }
}
