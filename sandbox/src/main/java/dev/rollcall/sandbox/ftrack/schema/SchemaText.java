// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Kind;
import dev.rollcall.sandbox.ftrack.schema.Property.Linked;
import dev.rollcall.sandbox.ftrack.schema.Property.Many;
import dev.rollcall.sandbox.ftrack.schema.Property.Mark;
import dev.rollcall.sandbox.ftrack.schema.Property.One;
import dev.rollcall.sandbox.ftrack.schema.Property.Only;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads the table in `people.schema`.
final class SchemaText {
  private final Map<String, EntityType.Declaration> read = new LinkedHashMap<>();
  private Map<String, String> head = Map.of();
  private final List<Property> body = new ArrayList<>();

  private SchemaText() {}

  static Schema parse(String text) {
    SchemaText reader = new SchemaText();
    text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(reader::line);
    reader.finish();
    return new Schema(reader.read.values().stream().map(EntityType::new).toList());
  }

  private void line(String line) {
    if (line.startsWith("type ")) {
      finish();
      head = head(line);
    } else {
      body.add(property(words(line)));
    }
  }

  private static Map<String, String> head(String line) {
    Deque<String> words = words(line);
    words.pop();
    Map<String, String> head = new HashMap<>();
    head.put("name", words.pop());
    for (String word : words) {
      int equals = word.indexOf('=');
      head.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return head;
  }

  private void finish() {
    if (head.isEmpty()) {
      return;
    }
    String name = head.getOrDefault("name", "");
    SequencedMap<String, Property> properties = new LinkedHashMap<>();
    body.forEach(property -> properties.put(property.name(), property));
    body.clear();
    Optional<String> mixin = said("mixin");
    mixin
        .flatMap(up -> Optional.ofNullable(read.get(up)))
        .ifPresent(up -> up.properties().forEach(properties::putIfAbsent));
    List<String> key = said("key").map(SchemaText::list).orElse(List.of("id"));
    List<String> defaults = said("default").map(SchemaText::list).orElse(key);
    List<String> system = said("system").map(SchemaText::list).orElse(List.of());
    read.put(
        name,
        new EntityType.Declaration(
            name,
            said("table"),
            said("classifier"),
            mixin,
            said("under"),
            key,
            defaults,
            system,
            properties));
    head = Map.of();
  }

  private Optional<String> said(String word) {
    return Optional.ofNullable(head.get(word));
  }

  private static List<String> list(String text) {
    return List.of(text.split(",", -1));
  }

  private static Deque<String> words(String line) {
    return new ArrayDeque<>(List.of(line.strip().split(" +")));
  }

  private static Property property(Deque<String> words) {
    String name = words.pop();
    String kind = words.pop();
    return switch (kind) {
      case "one" -> {
        String target = words.pop();
        Tail tail = new Tail(words);
        yield new One(name, tail.alias, tail.marks, target, tail.by.orElseThrow());
      }
      case "many", "map" -> {
        String target = words.pop();
        Tail tail = new Tail(words);
        boolean mapped = kind.equals("map");
        String by = tail.by.orElseThrow();
        yield new Many(name, tail.alias, tail.marks, target, by, tail.only, mapped);
      }
      case "linked" -> {
        String target = words.pop();
        Tail tail = new Tail(words);
        yield new Linked(name, tail.alias, tail.marks, target);
      }
      default -> {
        Kind type = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
        Optional<String> target = type == Kind.KEY ? Optional.of(words.pop()) : Optional.empty();
        Tail tail = new Tail(words);
        yield new Column(name, tail.alias, tail.marks, type, target, tail.fallback);
      }
    };
  }

  private static final class Tail {
    private final Set<Mark> marks = EnumSet.noneOf(Mark.class);
    private Optional<String> alias = Optional.empty();
    private Optional<String> by = Optional.empty();
    private Optional<String> fallback = Optional.empty();
    private Optional<Only> only = Optional.empty();

    Tail(Deque<String> words) {
      while (!words.isEmpty()) {
        String word = words.pop();
        switch (word) {
          case "alias" -> alias = Optional.of(words.pop());
          case "by" -> by = Optional.of(words.pop());
          case "only" -> only = Optional.of(new Only(words.pop(), words.pop()));
          case "default" -> fallback = Optional.of(words.pop().replace("\"\"", ""));
          default -> marks.add(Mark.valueOf(word.toUpperCase(Locale.ROOT)));
        }
      }
    }
  }
}
