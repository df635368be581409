// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// Goes through elements of BER as LDAP uses it (RFC 4511 section 5.1): one octet of tag, a
/// definite length. Every length is held against where the surrounding element ends. For one
/// thread.
final class BerCursor {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private final byte[] octets;
  private final int end;
  private int at;

  BerCursor(byte[] octets, int start, int end) {
    this.octets = octets;
    this.at = start;
    this.end = end;
  }

  /// The octets are not what the standard says.
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  boolean hasMore() {
    return at < end;
  }

  /// The tag of the next element.
  int tag() {
    if (at >= end) {
      throw new Malformed("an element is missing");
    }
    return octets[at] & 0xFF;
  }

  /// Where the contents of the element begin that comes next; afterwards the cursor stands behind
  /// it, at [#at()].
  int skip(int tag) {
    if (at >= end || (octets[at] & 0xFF) != tag) {
      throw unexpected(tag);
    }
    int start;
    int length;
    // Nearly every element is shorter than 128 octets: X.690 section 8.1.3.4.
    if (end - at > 1 && octets[at + 1] >= 0) {
      start = at + 2;
      length = octets[at + 1];
    } else {
      start = contents(octets, at, end);
      length = lengthBefore(octets, at, start);
    }
    if (length < 0 || length > end - start) {
      throw new Malformed("an element is longer than what it is in");
    }
    at = start + length;
    return start;
  }

  private Malformed unexpected(int tag) {
    return new Malformed("an element has the tag %02x instead of %02x".formatted(tag(), tag));
  }

  int at() {
    return at;
  }

  /// Where the contents of an element begin, or -1 when its length has not come yet.
  static int contentsIfThere(byte[] octets, int element, int end) {
    if (end - element < 2) {
      return -1;
    }
    int first = octets[element + 1] & 0xFF;
    if (first < 0x80) {
      return element + 2;
    }
    int more = first & 0x7F;
    if (more == 0 || more > 4) {
      throw new Malformed("a length has %d octets".formatted(more));
    }
    return end - element < 2 + more ? -1 : element + 2 + more;
  }

  /// The length of an element's contents; negative where it is beyond 31 bits.
  static int lengthBefore(byte[] octets, int element, int contents) {
    if (contents - element == 2) {
      return octets[element + 1];
    }
    int length = 0;
    for (int i = element + 2; i < contents; i++) {
      length = length << 8 | octets[i] & 0xFF;
    }
    return length;
  }

  private static int contents(byte[] octets, int element, int end) {
    int contents = contentsIfThere(octets, element, end);
    if (contents < 0) {
      throw new Malformed("an element breaks off");
    }
    return contents;
  }
}
