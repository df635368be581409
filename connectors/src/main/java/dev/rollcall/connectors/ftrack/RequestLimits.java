// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

/// How many requests a server gets at most.
///
/// @param perSecond as many as the server likes where 0
/// @param atOnce how many are under way at the same time when changes are made
public record RequestLimits(int perSecond, int atOnce) {
  /// Fewer than a browser keeps open to one server.
  public static final int DEFAULT_AT_ONCE = 4;

  public RequestLimits {
    perSecond = Math.max(0, perSecond);
    atOnce = Math.max(1, atOnce);
  }

  static RequestLimits usual() {
    return new RequestLimits(0, DEFAULT_AT_ONCE);
  }
}
