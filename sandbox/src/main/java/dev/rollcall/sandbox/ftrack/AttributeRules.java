// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

/// What is not known about custom attributes.
///
/// @param unknownOptions whether an enumerator takes a value that is not among its options
/// @param singleAsText whether an enumerator takes a bare text in place of a list
/// @param rolesNeeded whether only who has one of its roles may write an attribute
public record AttributeRules(boolean unknownOptions, boolean singleAsText, boolean rolesNeeded) {

  static AttributeRules usual() {
    return new AttributeRules(false, true, false);
  }

  public AttributeRules withUnknownOptions(boolean changed) {
    return new AttributeRules(changed, singleAsText, rolesNeeded);
  }

  public AttributeRules withSingleAsText(boolean changed) {
    return new AttributeRules(unknownOptions, changed, rolesNeeded);
  }

  public AttributeRules withRolesNeeded(boolean changed) {
    return new AttributeRules(unknownOptions, singleAsText, changed);
  }
}
