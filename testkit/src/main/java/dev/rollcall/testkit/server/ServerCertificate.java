// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

/// The certificate a server shows.
public enum ServerCertificate {
  /// For `localhost`, `127.0.0.1` and the name of this machine.
  VALID,
  /// For the right names, but its time is over.
  EXPIRED,
  /// For `elsewhere.example` alone.
  WRONG_HOST
}
