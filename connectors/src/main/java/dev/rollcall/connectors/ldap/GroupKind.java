// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// How a group keeps its members, told by its object class.
public enum GroupKind {
  /// By DN; may not be empty where the server follows RFC 4519.
  GROUP_OF_NAMES("groupOfNames", "member", true),
  /// By DN, as `uniqueMember`.
  GROUP_OF_UNIQUE_NAMES("groupOfUniqueNames", "uniqueMember", true),
  /// By login; no group can be in it. The mapping gives its `gidNumber`.
  POSIX_GROUP("posixGroup", "memberUid", false),
  /// That of Active Directory, by DN.
  GROUP("group", "member", false);

  private final String objectClass;
  private final String attribute;
  private final boolean mandatory;

  GroupKind(String objectClass, String attribute, boolean mandatory) {
    this.objectClass = objectClass;
    this.attribute = attribute;
    this.mandatory = mandatory;
  }

  public String objectClass() {
    return objectClass;
  }

  /// The attribute that holds the members.
  String attribute() {
    return attribute;
  }

  /// Whether the standards demand at least one member.
  boolean isMandatory() {
    return mandatory;
  }

  boolean isByLogin() {
    return this == POSIX_GROUP;
  }
}
