// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// What a target says of one attribute.
///
/// @param rule how its values are compared
/// @param singleValued whether it holds at most one value
/// @param accumulates whether the target adds values of its own, so that by default ours are merged
///   in and others stay (`objectClass`, to which servers add the superior classes)
public record AttributeType(ValueRule rule, boolean singleValued, boolean accumulates) {
  public static final AttributeType TEXT = new AttributeType(ValueRule.EXACT, false, false);
  public static final AttributeType SINGLE_TEXT = new AttributeType(ValueRule.EXACT, true, false);
}
