// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// Whether a server's assertion control is used. Where it is not, entries are looked at before they
/// are changed, which costs a request more.
///
/// Offering it is not enough: with OpenLDAP's overlay `unique` (seen with 2.5.13) every renaming
/// with an assertion fails as "unique_search failed", because the overlay's own search inherits the
/// assertion. Its overlay `memberof` fails in the same way, and says nothing: after a renaming or a
/// deletion with an assertion, members and `memberOf` keep the old name.
final class Trust {
  private final boolean hasOverlays;
  private volatile boolean asserts;

  private Trust(boolean offered, boolean hasOverlays) {
    asserts = offered;
    this.hasOverlays = hasOverlays;
  }

  static Trust in(Directory directory) {
    return new Trust(
        directory.offers(Directory.ASSERTION), directory.kind() == ServerKind.OPENLDAP);
  }

  /// Whether assertions are used where names change or go.
  boolean assertsNames() {
    return asserts && !hasOverlays;
  }

  boolean asserts() {
    return asserts;
  }

  /// An assertion failed although it held.
  void lose() {
    asserts = false;
  }
}
