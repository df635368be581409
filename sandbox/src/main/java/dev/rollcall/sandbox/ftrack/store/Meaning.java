// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a written value means where a column of some kind is compared with it.
final class Meaning {
  private Meaning() {}

  static Set<Value> of(Literal literal, Column column) {
    String text = literal.text();
    return switch (column.kind()) {
      case TEXT, KEY, JSON, OBJECT -> Set.of(Value.text(text));
      case FLAG -> Set.of(orRefuse(flag(text), literal, column));
      case INTEGER, NUMBER -> Set.of(orRefuse(number(text), literal, column));
      case MOMENT -> Set.of(new Value.Moment(WireValue.moment(text)));
      case VARIABLE -> anything(text);
    };
  }

  private static Set<Value> anything(String text) {
    Set<Value> meanings = new HashSet<>(List.of(Value.text(text), flag(text), number(text)));
    try {
      Value.Moment moment = new Value.Moment(WireValue.moment(text));
      meanings.add(moment);
      meanings.add(new Value.Day(moment.at().toLocalDate()));
    } catch (Refusal _) {
      meanings.remove(Values.ABSENT);
    }
    meanings.remove(Values.ABSENT);
    return meanings;
  }

  private static Value orRefuse(Value value, Literal literal, Column column) {
    if (value.isAbsent()) {
      throw Refusal.unreadable(
          "'" + literal.text() + "' cannot be compared with '" + column.name() + "'");
    }
    return value;
  }

  private static Value flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Values.TRUE;
      case "false", "0" -> Values.FALSE;
      default -> Values.ABSENT;
    };
  }

  private static Value number(String text) {
    try {
      return new Value.Numeric(new BigDecimal(text));
    } catch (NumberFormatException _) {
      return Values.ABSENT;
    }
  }
}
