// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.util.OptionalInt;

/// What is not known about calls and events.
///
/// @param largestBatch the most operations in a call
/// @param longestText the most characters in a login, a name or an e-mail address
/// @param columnsInEvents whether events name what changed by its column in the database
public record CallRules(OptionalInt largestBatch, int longestText, boolean columnsInEvents) {

  static CallRules usual() {
    return new CallRules(OptionalInt.empty(), 255, false);
  }

  public CallRules withLargestBatch(OptionalInt changed) {
    return new CallRules(changed, longestText, columnsInEvents);
  }

  public CallRules withLongestText(int changed) {
    return new CallRules(largestBatch, changed, columnsInEvents);
  }

  public CallRules withColumnsInEvents(boolean changed) {
    return new CallRules(largestBatch, longestText, changed);
  }
}
