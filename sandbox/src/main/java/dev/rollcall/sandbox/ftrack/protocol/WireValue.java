// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.protocol;

import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.schema.Values;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// Values between JSON and memory.
public final class WireValue {
  private WireValue() {}

  /// What the JSON says, whatever attribute it is for.
  public static Value read(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return Values.ABSENT;
    }
    if (node.isString()) {
      return Value.text(node.stringValue());
    }
    if (node.isBoolean()) {
      return Value.flag(node.booleanValue());
    }
    if (node.isNumber()) {
      return new Value.Numeric(node.decimalValue());
    }
    if (node.isArray()) {
      return new Value.Several(node.valueStream().map(WireValue::read).toList());
    }
    return typed(node);
  }

  private static Value typed(JsonNode node) {
    String type = node.path("__type__").asString("");
    String text = node.path("value").asString("");
    return switch (type) {
      case "datetime" -> new Value.Moment(moment(text));
      case "date" -> new Value.Day(day(text));
      default -> throw Refusal.invalid("cannot use the object " + node + " as a value");
    };
  }

  /// Reads an ISO date-time; one with an offset is turned to UTC.
  public static LocalDateTime moment(String text) {
    try {
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return switch (parsed) {
        case OffsetDateTime at -> at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
        default -> LocalDateTime.from(parsed);
      };
    } catch (DateTimeException _) {
      return day(text).atStartOfDay();
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw Refusal.invalid("'" + text + "' is not a date");
    }
  }

  /// How the server writes a date-time.
  public static String format(LocalDateTime at) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  public static void write(JsonGenerator out, Value value) {
    switch (value) {
      case Value.Text(String text) -> out.writeString(text);
      case Value.Flag(boolean on) -> out.writeBoolean(on);
      case Value.Numeric(BigDecimal number) -> out.writeRawValue(number.toPlainString());
      case Value.Moment(LocalDateTime at) -> typed(out, "datetime", format(at));
      case Value.Day(LocalDate date) -> typed(out, "date", date.toString());
      case Value.Absent _ -> out.writeNull();
      case Value.Several(List<Value> values) -> {
        out.writeStartArray();
        values.forEach(each -> write(out, each));
        out.writeEndArray();
      }
    }
  }

  private static void typed(JsonGenerator out, String type, String text) {
    out.writeStartObject();
    out.writeStringProperty("__type__", type);
    out.writeStringProperty("value", text);
    out.writeEndObject();
  }
}
