// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.guard;

import java.math.BigDecimal;

/// How many may be concerned: a share, but at least a number: `5% or 10`.
///
/// @param percent share of the accounts that are managed
/// @param atLeast allowed however few accounts there are
public record Limit(double percent, long atLeast) {
  /// The limit on leavers that holds where nothing else is configured.
  public static final Limit LEAVERS = new Limit(5, 10);

  /// The limit on memberships taken that holds where nothing else is configured.
  public static final Limit MEMBERS = new Limit(20, 50);

  public Limit {
    if (!(percent >= 0 && percent <= 100) || atLeast < 0) {
      throw new IllegalArgumentException("limit out of range: " + percent + "% or " + atLeast);
    }
  }

  /// The greatest number allowed among so many.
  public long allowed(long among) {
    BigDecimal share =
        BigDecimal.valueOf(percent).movePointLeft(2).multiply(BigDecimal.valueOf(among));
    return Math.max(atLeast, share.toBigInteger().longValueExact());
  }

  @Override
  public String toString() {
    String share = percent == Math.rint(percent) ? "" + (long) percent : "" + percent;
    return share + " % or " + atLeast;
  }
}
