// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.correlation;

import dev.rollcall.core.model.Anchor;

/// Finds accounts among those that were read. An account is a number of zero or more.
public interface Finder {
  int NONE = -1;
  int SEVERAL = -2;

  /// The account that a remembered link gives this identity; [#NONE] also when it is gone.
  int linked(Anchor identity);

  /// The account that itself holds this identity's anchor, where the target keeps them.
  int holding(Anchor identity);

  /// The account with this value under the match rule of that number.
  int matching(int rule, String value);

  /// Whether the account belongs to another identity, so that a match must not take it.
  boolean taken(int account, Anchor identity);
}
