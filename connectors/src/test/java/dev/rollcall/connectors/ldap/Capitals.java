// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// DNs as Active Directory writes them.
final class Capitals {
  private Capitals() {}

  static String of(String dn) {
    return dn.replace("ou=", "OU=").replace("dc=", "DC=");
  }
}
