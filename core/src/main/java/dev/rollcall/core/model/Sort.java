// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// What a change concerns: an account, or an entitlement that accounts hold.
public enum Sort {
  /// The account of a person or service.
  USER,
  /// A group, which has members.
  GROUP,
  /// A role, everywhere or on one project, which is granted.
  ROLE,
  /// The team of a project.
  TEAM
}
