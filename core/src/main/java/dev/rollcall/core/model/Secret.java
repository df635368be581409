// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.Objects;

/// A password or key. It cannot print, cannot be serialised and is only seen through [#reveal()].
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  public static Secret of(String value) {
    return new Secret(Objects.requireNonNull(value));
  }

  /// The secret itself, for the call that sends it and for nothing else.
  public String reveal() {
    return value;
  }

  /// Whether there is nothing in it. An empty password must never be sent: RFC 4513 section 5.1.2
  /// makes a simple bind with one an *unauthenticated* bind that succeeds.
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "[hidden]";
  }
}
