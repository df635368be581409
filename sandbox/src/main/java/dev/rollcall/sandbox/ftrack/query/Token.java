// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

/// A piece of an expression, with the place where it starts.
sealed interface Token {
  int at();

  /// A name, a keyword or a value without quotes.
  record Word(int at, String text) implements Token {
    boolean says(String keyword) {
      return text.equalsIgnoreCase(keyword);
    }
  }

  record Quoted(int at, String text) implements Token {}

  /// One of `=`, `!=`, `<`, `<=`, `>`, `>=`.
  record Symbol(int at, String text) implements Token {}

  /// One of `(`, `)` and the comma.
  record Mark(int at, char sign) implements Token {}

  record End(int at) implements Token {}
}
