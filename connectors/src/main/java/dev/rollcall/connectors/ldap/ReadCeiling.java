// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// How much a read takes before it is taken for a server that has lost its way.
///
/// @param entries in all searches of one read
/// @param emptyPages in a row, each with a new cookie; Active Directory sends some where a filter
///   has no index
record ReadCeiling(long entries, int emptyPages) {
  /// Five times as many people as Rollcall is made for.
  static final ReadCeiling STANDARD = new ReadCeiling(5_000_000, 1_000);

  /// The largest message, and the most that the ranges of one attribute may come to: half a million
  /// members of a group.
  static final int OCTETS = 64 << 20;
}
