// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// Whether a server's assertion control is used. Where it is not, entries are looked at before they
/// are changed, which costs a request more.
///
/// Offering it is not enough: with OpenLDAP's overlay `unique` (seen with 2.5.13) every renaming
/// with an assertion fails as "unique_search failed", because the overlay's own search inherits the
/// assertion.
final class Trust {
  private volatile boolean asserts;

  Trust(boolean offered) {
    asserts = offered;
  }

  boolean asserts() {
    return asserts;
  }

  /// An assertion failed although it held.
  void lose() {
    asserts = false;
  }
}
