// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/// What an attribute of a row can hold.
public sealed interface Value {
  record Text(String text) implements Value {}

  record Flag(boolean on) implements Value {}

  record Numeric(BigDecimal number) implements Value {
    public Numeric {
      number = number.stripTrailingZeros();
    }
  }

  record Moment(LocalDateTime at) implements Value {}

  record Day(LocalDate date) implements Value {}

  record Several(List<Value> values) implements Value {
    public Several {
      values = List.copyOf(values);
    }
  }

  enum Absent implements Value {
    NOTHING
  }

  static Value text(String text) {
    return new Text(text);
  }

  static Value flag(boolean on) {
    return on ? Values.TRUE : Values.FALSE;
  }

  default boolean isAbsent() {
    return this instanceof Absent;
  }

  /// The value as one line of text; nothing is empty text.
  default String asText() {
    return switch (this) {
      case Text(String text) -> text;
      case Flag(boolean on) -> on ? "True" : "False";
      case Numeric(BigDecimal number) -> number.toPlainString();
      case Moment(LocalDateTime at) -> at.toString();
      case Day(LocalDate date) -> date.toString();
      case Several(List<Value> values) ->
          String.join(", ", values.stream().map(Value::asText).toList());
      case Absent _ -> "";
    };
  }
}
