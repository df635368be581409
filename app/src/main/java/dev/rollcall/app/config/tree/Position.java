// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

/// A place in the file.
///
/// @param line counted from 1
/// @param column counted from 1, in characters as a person counts them
public record Position(int line, int column) implements Comparable<Position> {
  /// The beginning of the file.
  public static final Position START = new Position(1, 1);

  @Override
  public int compareTo(Position other) {
    return line == other.line
        ? Integer.compare(column, other.column)
        : Integer.compare(line, other.line);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
