// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import java.util.List;
import java.util.Optional;

/// The steps that read a name of the row or of the account.
sealed interface Lookup extends Node {
  /// Every value that is not empty; absent where there is none.
  record Every(String name) implements Lookup {
    @Override
    public Object evaluate(Frame frame) {
      Object found = many(name, frame);
      return found instanceof List<?> list && list.isEmpty() ? new Nothing.Absence(name) : found;
    }
  }

  /// Every value that is not empty, perhaps none.
  record Many(String name) implements Lookup {
    @Override
    public Object evaluate(Frame frame) {
      return many(name, frame);
    }
  }

  /// The least value in code point order; a name with several values always gives the same one.
  record One(String name) implements Lookup {
    @Override
    public Object evaluate(Frame frame) {
      return least(frame.row().values(name), name, frame);
    }
  }

  /// The least value of a name of the account.
  record OfAccount(String name) implements Lookup {
    @Override
    public Object evaluate(Frame frame) {
      return least(frame.account().values(name), "account." + name, frame);
    }
  }

  /// A value that is true or false.
  record Flag(String name) implements Lookup {
    @Override
    public Object evaluate(Frame frame) {
      Object value = least(frame.row().values(name), name, frame);
      return value instanceof String text ? truth(text) : value;
    }

    private Object truth(String text) {
      Optional<Boolean> read = Conversions.readTruth(text);
      return read.isPresent()
          ? read.get()
          : new Nothing.Failure(name + " is " + Texts.quoted(text) + ", not true or false");
    }
  }

  private static Object many(String name, Frame frame) {
    List<String> values = frame.row().values(name);
    return frame.made(
        values.contains("") ? values.stream().filter(value -> !value.isEmpty()).toList() : values);
  }

  private static Object least(List<String> values, String name, Frame frame) {
    String least = "";
    for (String value : values) {
      if (!value.isEmpty() && (least.isEmpty() || Texts.BY_CODE_POINTS.compare(value, least) < 0)) {
        least = value;
      }
    }
    if (least.length() > Limits.TEXT_CHARACTERS) {
      return new Nothing.Failure(name + " has more than 65,536 characters");
    }
    return least.isEmpty() ? new Nothing.Absence(name) : frame.made(least);
  }
}
