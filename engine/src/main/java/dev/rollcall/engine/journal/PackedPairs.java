// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.util.function.BiConsumer;

/// Takes the links of a sync out of the store some hundreds at a time, as one text: row by row the
/// way from the store to Java takes three times as long as all else that is done with a link. Each
/// of the two anchors has its length in octets before it.
final class PackedPairs {
  /// How many links one text has.
  private static final int AT_ONCE = 500;

  static final String SELECT =
      "select group_concat(length(cast(identity as blob)) || ':' || identity"
          + " || length(cast(account as blob)) || ':' || account, '')"
          + " from (select identity, account from link where sync = ?1 and identity > ?2"
          + " order by identity limit "
          + AT_ONCE
          + ")";

  private final BiConsumer<String, String> pair;
  private String last = "";
  private int count = AT_ONCE;
  private String text = "";
  private int at;

  PackedPairs(BiConsumer<String, String> pair) {
    this.pair = pair;
  }

  /// The greatest identity so far; nobody's anchor is empty.
  String last() {
    return last;
  }

  /// Whether there are no more.
  boolean isEnd() {
    return count < AT_ONCE;
  }

  void take(String packed) {
    text = packed;
    at = 0;
    count = 0;
    while (at < text.length()) {
      String identity = next();
      pair.accept(identity, next());
      last = identity;
      count++;
    }
  }

  private String next() {
    int colon = text.indexOf(':', at);
    int octets = Integer.parseInt(text, at, colon, 10);
    int start = colon + 1;
    int end = start;
    while (octets > 0) {
      char letter = text.charAt(end++);
      // Each half of a pair of surrogates stands for two of the four octets of UTF-8.
      octets -= letter < 0x80 ? 1 : letter < 0x800 || Character.isSurrogate(letter) ? 2 : 3;
    }
    at = end;
    return text.substring(start, end);
  }
}
