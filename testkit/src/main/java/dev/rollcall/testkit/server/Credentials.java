// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

/// A name that may bind to a test directory, and its password.
public record Credentials(String dn, String password) {
  @Override
  public String toString() {
    return dn;
  }
}
