// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// The id of an identity or of an account that never changes: an HR person number, an `entryUUID`,
/// an ftrack id. Compared letter by letter.
public record Anchor(String value) implements Comparable<Anchor> {
  public Anchor {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an anchor is never blank");
    }
  }

  @Override
  public int compareTo(Anchor other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
