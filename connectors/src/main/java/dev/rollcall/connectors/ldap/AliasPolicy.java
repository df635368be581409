// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// What a search does with aliases, RFC 4512 section 2.6.
public enum AliasPolicy {
  /// They are nobody, unless the filter asks for them.
  IGNORE,

  /// Whatever they lead to is searched as well, under its own name.
  FOLLOW
}
