// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;

/// The values that everybody shares, and the order of all values.
public final class Values {
  public static final Value ABSENT = Value.Absent.NOTHING;

  public static final Value TRUE = new Value.Flag(true);

  public static final Value FALSE = new Value.Flag(false);

  /// Every value has its place: texts by code point, times by time, nothing at the end.
  public static final Comparator<Value> ORDER = Values::compare;

  private Values() {}

  private static int compare(Value left, Value right) {
    return switch (left) {
      case Value.Text(String a) when right instanceof Value.Text(String b) -> a.compareTo(b);
      case Value.Flag(boolean a) when right instanceof Value.Flag(boolean b) ->
          Boolean.compare(a, b);
      case Value.Numeric(BigDecimal a) when right instanceof Value.Numeric(BigDecimal b) ->
          a.compareTo(b);
      case Value.Moment(LocalDateTime a) when right instanceof Value.Moment(LocalDateTime b) ->
          a.compareTo(b);
      case Value.Day(LocalDate a) when right instanceof Value.Day(LocalDate b) -> a.compareTo(b);
      case Value.Text _,
          Value.Flag _,
          Value.Numeric _,
          Value.Moment _,
          Value.Day _,
          Value.Several _,
          Value.Absent _ ->
          rank(left) == rank(right)
              ? left.asText().compareTo(right.asText())
              : Integer.compare(rank(left), rank(right));
    };
  }

  private static int rank(Value value) {
    return switch (value) {
      case Value.Flag _ -> 0;
      case Value.Numeric _ -> 1;
      case Value.Day _ -> 2;
      case Value.Moment _ -> 3;
      case Value.Text _ -> 4;
      case Value.Several _ -> 5;
      case Value.Absent _ -> 6;
    };
  }
}
