// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The steps that evaluate all of their operands, and the loop.
sealed interface Step extends Node {
  /// What stands in the text.
  record Constant(Object value) implements Step {
    @Override
    public Object evaluate(Frame frame) {
      return value;
    }
  }

  /// A name that a loop binds.
  record Local(int slot) implements Step {
    @Override
    public Object evaluate(Frame frame) {
      return frame.local(slot);
    }
  }

  /// A function; nothing in, nothing out.
  record Call(Function function, List<Node> operands) implements Step {
    @Override
    public Object evaluate(Frame frame) {
      Object[] values = new Object[operands.size()];
      for (int i = 0; i < values.length; i++) {
        Object value = operands.get(i).evaluate(frame);
        if (value instanceof Nothing) {
          return value;
        }
        values[i] = value;
      }
      return frame.made(function.apply(values));
    }
  }

  /// A list written out.
  record ListOf(List<Node> elements) implements Step {
    @Override
    public Object evaluate(Frame frame) {
      List<Object> values = new ArrayList<>(elements.size());
      for (Node element : elements) {
        Object value = element.evaluate(frame);
        if (value instanceof Nothing) {
          return value;
        }
        values.add(value);
      }
      return frame.made(values);
    }
  }

  /// A table written out.
  record TableOf(List<Node> keys, List<Node> values) implements Step {
    @Override
    public Object evaluate(Frame frame) {
      Map<Object, Object> table = new LinkedHashMap<>();
      Iterator<Node> value = values.iterator();
      for (Node node : keys) {
        Object key = node.evaluate(frame);
        Object found = value.next().evaluate(frame);
        if (key instanceof Nothing || found instanceof Nothing) {
          return key instanceof Nothing ? key : found;
        }
        table.put(key, found);
      }
      return frame.made(table);
    }
  }

  /// Adds to the list that a loop is collecting; nobody else holds that list.
  record Append(Node list, Node element) implements Step {
    @Override
    @SuppressWarnings("unchecked")
    public Object evaluate(Frame frame) {
      Object collected = list.evaluate(frame);
      Object value = element.evaluate(frame);
      if (collected instanceof Nothing || value instanceof Nothing) {
        return collected instanceof Nothing ? collected : value;
      }
      ((List<Object>) collected).add(value);
      return collected;
    }
  }

  /// Goes through a list, or the keys of a table, and carries a result along.
  record Loop(Node range, int element, int carried, Node start, Node goOn, Node step, Node result)
      implements Step {
    @Override
    public Object evaluate(Frame frame) {
      Object over = range.evaluate(frame);
      if (over instanceof Nothing) {
        return over;
      }
      frame.local(carried, start.evaluate(frame));
      Iterable<?> elements = over instanceof Map<?, ?> table ? table.keySet() : (List<?>) over;
      for (Object next : elements) {
        if (!frame.mayStep()) {
          return new Nothing.Failure("it takes more than 10,000 steps");
        }
        frame.local(element, next);
        if (Boolean.FALSE.equals(goOn.evaluate(frame))) {
          break;
        }
        frame.local(carried, step.evaluate(frame));
      }
      return result.evaluate(frame);
    }
  }
}
