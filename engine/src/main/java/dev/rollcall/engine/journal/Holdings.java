// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

/// What a plan says of groups and other entitlements.
///
/// @param source how many groups the source delivered
/// @param target how many groups the target has
/// @param managed how many memberships and grants there are of which the plan could take any away
/// @param added how many it gives
/// @param removed how many it takes
/// @param outside how many members of the source's groups have no account, so that they are left
///   out
/// @param administrators how many come to hold a role that may change everything
public record Holdings(
    long source,
    long target,
    long managed,
    long added,
    long removed,
    long outside,
    long administrators) {
  /// Of a sync of people only.
  public static final Holdings NONE = new Holdings(0, 0, 0, 0, 0, 0, 0);
}
