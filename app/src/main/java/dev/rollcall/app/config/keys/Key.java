// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.Optional;

/// One key.
///
/// @param needed whether it must be there, as far as that does not depend on other keys
/// @param standard what holds where it is not given, for people
/// @param meaning what it is for, a sentence or two of Markdown
public record Key(
    String name, Shape shape, boolean needed, Optional<String> standard, String meaning) {

  static Key needed(String name, Shape shape, String meaning) {
    return new Key(name, shape, true, Optional.empty(), meaning);
  }

  static Key optional(String name, Shape shape, String meaning) {
    return new Key(name, shape, false, Optional.empty(), meaning);
  }

  static Key optional(String name, Shape shape, String standard, String meaning) {
    return new Key(name, shape, false, Optional.of(standard), meaning);
  }

  static Key needed(String name, Syntax syntax, String meaning) {
    return needed(name, new Shape.Text(syntax), meaning);
  }

  static Key optional(String name, Syntax syntax, String meaning) {
    return optional(name, new Shape.Text(syntax), meaning);
  }

  static Key optional(String name, Syntax syntax, String standard, String meaning) {
    return optional(name, new Shape.Text(syntax), standard, meaning);
  }
}
