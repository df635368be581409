// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the operators do. The type check has made sure that both operands are of one kind.
final class Operators {
  private Operators() {}

  static boolean equal(Object left, Object right) {
    return left instanceof Double a && right instanceof Double b
        ? a.doubleValue() == b.doubleValue()
        : left.equals(right);
  }

  @SuppressWarnings("unchecked")
  static int compare(Object left, Object right) {
    return left instanceof String a && right instanceof String b
        ? Texts.BY_CODE_POINTS.compare(a, b)
        : ((Comparable<Object>) left).compareTo(right);
  }

  static Object plus(Object left, Object right) {
    return switch (left) {
      case String text -> TextFunctions.joined(text, (String) right);
      case List<?> list -> ListFunctions.joined(list, (List<?>) right);
      case Long a -> whole(() -> Math.addExact(a, (long) right));
      case Double a -> a + (double) right;
      case Instant time -> time(() -> time.plus((Duration) right));
      case Object unknown -> cannot("add", unknown);
    };
  }

  static Object minus(Object left, Object right) {
    return switch (left) {
      case Long a -> whole(() -> Math.subtractExact(a, (long) right));
      case Double a -> a - (double) right;
      case Instant time when right instanceof Duration span -> time(() -> time.minus(span));
      case Instant time -> time(() -> Duration.between((Instant) right, time));
      case Object unknown -> cannot("subtract from", unknown);
    };
  }

  static Object times(Object left, Object right) {
    return left instanceof Long a
        ? whole(() -> Math.multiplyExact(a, (long) right))
        : (Object) ((double) left * (double) right);
  }

  static Object divided(Object left, Object right) {
    if (left instanceof Double a) {
      return a / (double) right;
    }
    return right.equals(0L)
        ? new Nothing.Failure(left + " cannot be divided by 0")
        : whole(() -> Math.divideExact((long) left, (long) right));
  }

  static Object remainder(long left, long right) {
    return right == 0
        ? new Nothing.Failure(left + " cannot be divided by 0")
        : (Object) (right == -1 ? 0L : left % right);
  }

  static Object negated(Object value) {
    return value instanceof Long number
        ? whole(() -> Math.negateExact(number))
        : (Object) (-(double) value);
  }

  static Object at(Object container, Object key) {
    return container instanceof Map<?, ?> table
        ? ListFunctions.at(table, key)
        : ListFunctions.at((List<?>) container, (long) key);
  }

  static boolean in(Object value, Object container) {
    return container instanceof Map<?, ?> table
        ? table.containsKey(value)
        : ((List<?>) container).stream().anyMatch(element -> equal(element, value));
  }

  static long size(Object value) {
    return switch (value) {
      case String text -> TextFunctions.length(text);
      case Map<?, ?> table -> table.size();
      case Object list -> ((List<?>) list).size();
    };
  }

  /// A calculation with whole numbers that may not fit.
  interface Calculation {
    Object result();
  }

  private static Object whole(Calculation calculation) {
    try {
      return calculation.result();
    } catch (ArithmeticException overflow) {
      return new Nothing.Failure("the number is too large");
    }
  }

  private static Object time(Calculation calculation) {
    try {
      return calculation.result();
    } catch (DateTimeException | ArithmeticException overflow) {
      return new Nothing.Failure("the time is out of range");
    }
  }

  private static Nothing cannot(String verb, Object value) {
    return new Nothing.Failure("cannot " + verb + " " + Texts.quoted(value));
  }
}
