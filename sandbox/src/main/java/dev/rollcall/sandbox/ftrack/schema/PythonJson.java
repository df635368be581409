// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// JSON exactly as Python's `json.dumps(value, sort_keys=True)` writes it.
final class PythonJson {
  private final StringBuilder out = new StringBuilder();

  private PythonJson() {}

  static String write(JsonNode node) {
    PythonJson writer = new PythonJson();
    writer.value(node);
    return writer.out.toString();
  }

  private void value(JsonNode node) {
    if (node.isObject()) {
      object(node);
    } else if (node.isArray()) {
      array(node);
    } else if (node.isString()) {
      text(node.stringValue());
    } else {
      out.append(node);
    }
  }

  private void object(JsonNode node) {
    TreeMap<String, JsonNode> sorted = new TreeMap<>();
    node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    String separator = "{";
    for (String name : sorted.keySet()) {
      out.append(separator);
      text(name);
      out.append(": ");
      value(sorted.get(name));
      separator = ", ";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(JsonNode node) {
    String separator = "[";
    for (JsonNode element : node) {
      out.append(separator);
      value(element);
      separator = ", ";
    }
    out.append(node.isEmpty() ? "[]" : "]");
  }

  private void text(String text) {
    out.append('"');
    text.chars().forEach(c -> character((char) c));
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\f' -> out.append("\\f");
      case '\b' -> out.append("\\b");
      default -> {
        if (c < 0x20 || c > 0x7e) {
          out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
