// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

/// The real directories on which a story is told.
enum DirectoryKind {
  SLAPD,
  DS389,
  SAMBA;

  /// The attribute by which people sign in.
  String login() {
    return this == SAMBA ? "sAMAccountName" : "uid";
  }

  /// The object class of people.
  String person() {
    return this == SAMBA ? "user" : "inetOrgPerson";
  }
}
