// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.Optional;

/// What becomes of one attribute.
///
/// @param rule in our words
/// @param fallback where `value` gives nothing
record Mapped(String attribute, Value value, String rule, Optional<Value> fallback) {
  static final String ALWAYS = "always";
  static final String ON_CREATE = "on create";

  boolean is(String name) {
    return attribute.equalsIgnoreCase(name);
  }

  void write(Yaml yaml) {
    boolean standard = rule.equals(attribute.equalsIgnoreCase("objectClass") ? "merge" : ALWAYS);
    if (standard && fallback.isEmpty()) {
      yaml.bare(attribute, value.written());
      return;
    }
    StringBuilder keys = new StringBuilder("{ value: " + within(value));
    if (!standard) {
      keys.append(", rule: ").append(rule);
    }
    fallback.ifPresent(it -> keys.append(", default: ").append(within(it)));
    yaml.bare(attribute, keys.append(" }").toString());
  }

  /// As part of something in braces.
  private static String within(Value value) {
    String written = value.written();
    boolean open = value instanceof Value.Computed && written.matches("[^'\"].*,.*");
    return open ? "'" + written + "'" : written;
  }
}
