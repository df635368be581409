// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

/// What is not known about groups and teams.
///
/// @param sameNames whether two groups may have one name
/// @param metadata whether metadata can be kept for groups
/// @param sameMemberships whether a user can be a member of one group twice
/// @param sameAppointments whether somebody can have one appointment twice
public record GroupRules(
    boolean sameNames, boolean metadata, boolean sameMemberships, boolean sameAppointments) {

  static GroupRules usual() {
    return new GroupRules(true, true, false, false);
  }

  public GroupRules withSameNames(boolean changed) {
    return new GroupRules(changed, metadata, sameMemberships, sameAppointments);
  }

  public GroupRules withMetadata(boolean changed) {
    return new GroupRules(sameNames, changed, sameMemberships, sameAppointments);
  }

  public GroupRules withSameMemberships(boolean changed) {
    return new GroupRules(sameNames, metadata, changed, sameAppointments);
  }

  public GroupRules withSameAppointments(boolean changed) {
    return new GroupRules(sameNames, metadata, sameMemberships, changed);
  }
}
