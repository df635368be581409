// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;
import java.util.Map;

/// The steps that do not need all of their operands. An absent operand leaves the result open
/// unless the other one decides it, as in SQL.
sealed interface Logic extends Node {
  /// Both hold.
  record And(Node left, Node right) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      return decide(left, right, false, frame);
    }
  }

  /// At least one holds.
  record Or(Node left, Node right) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      return decide(left, right, true, frame);
    }
  }

  /// One of two, and only that one is evaluated.
  record Choice(Node condition, Node then, Node otherwise) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      return switch (condition.evaluate(frame)) {
        case Boolean holds -> (holds ? then : otherwise).evaluate(frame);
        case Object nothing -> nothing;
      };
    }
  }

  /// The first that is there; the last where none is.
  record Default(List<Node> candidates) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      Object value = new Nothing.Absence("");
      for (Node candidate : candidates) {
        value = candidate.evaluate(frame);
        if (value instanceof Nothing.Failure || isThere(value)) {
          return value;
        }
      }
      return value;
    }
  }

  /// Whether there is a value.
  record Present(Node value) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      Object found = value.evaluate(frame);
      return found instanceof Nothing.Failure ? found : (Object) isThere(found);
    }
  }

  /// Not false: what is open counts as true, so that a search goes on until it is decided.
  record NotFalse(Node value) implements Logic {
    @Override
    public Object evaluate(Frame frame) {
      return !Boolean.FALSE.equals(value.evaluate(frame));
    }
  }

  private static Object decide(Node left, Node right, boolean decisive, Frame frame) {
    Object first = left.evaluate(frame);
    if (first.equals(decisive)) {
      return first;
    }
    Object second = right.evaluate(frame);
    return second.equals(decisive) || first instanceof Boolean ? second : first;
  }

  private static boolean isThere(Object value) {
    return switch (value) {
      case Nothing _ -> false;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> table -> !table.isEmpty();
      default -> true;
    };
  }
}
