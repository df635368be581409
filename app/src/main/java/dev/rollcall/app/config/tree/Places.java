// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

/// Finds the place in the file of a character inside a text, whatever way the text is written.
public final class Places {
  private final int[] file;

  public Places(String file) {
    this.file = file.codePoints().toArray();
  }

  /// The place of a character of the text.
  ///
  /// @param line counted from 1 inside the text
  /// @param column counted from 1 inside the text
  public Position of(Node.Scalar scalar, int line, int column) {
    Unfolding unfolding = new Unfolding(file, scalar);
    int[] text = scalar.written().codePoints().toArray();
    int offset = offset(text, line, column);
    return unfolding.gives(text) ? position(unfolding.index(offset), scalar) : scalar.at();
  }

  private static int offset(int[] text, int line, int column) {
    int offset = 0;
    for (int before = 1; before < line && offset < text.length; offset++) {
      if (text[offset] == '\n') {
        before++;
      }
    }
    return Math.min(offset + column - 1, text.length);
  }

  /// Counts on from the scalar, whose own place is known.
  private Position position(int index, Node.Scalar scalar) {
    int line = scalar.at().line();
    int column = scalar.at().column();
    for (int i = scalar.from(); i < index; i++) {
      boolean ends = file[i] == '\n';
      line = ends ? line + 1 : line;
      column = ends ? 1 : column + 1;
    }
    return new Position(line, column);
  }
}
