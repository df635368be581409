// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// The name under which a target knows an account *now*, and which a person recognises: a DN in a
/// directory, the username in ftrack. It may change; the anchor does not.
public record AccountKey(String value) implements Comparable<AccountKey> {
  public AccountKey {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an account key is never blank");
    }
  }

  @Override
  public int compareTo(AccountKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
