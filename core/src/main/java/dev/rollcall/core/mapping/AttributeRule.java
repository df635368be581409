// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import java.util.Locale;

/// When the target's attribute follows the source.
public enum AttributeRule {
  /// The target follows the source, absence included.
  ALWAYS,
  /// Set when the account is made, never touched again.
  ON_CREATE,
  /// Set where the account has nothing, never changed.
  IF_EMPTY,
  /// Values are added, never taken away.
  MERGE;

  /// As it stands in the configuration: `on create`.
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
