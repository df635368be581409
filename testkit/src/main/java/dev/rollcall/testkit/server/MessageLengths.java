// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

/// Follows the messages in a stream of BER, and makes one of them lie about its length.
final class MessageLengths {
  private long messages;
  private long left;
  private int headed;
  private int lengthOctets;
  private long length;
  private boolean done;

  /// Counts messages from here, to corrupt another one.
  void count() {
    messages = 0;
    done = false;
  }

  /// Looks at the next octets; changes the length of the message that comes after so many.
  void corrupt(int after, byte[] piece, int size) {
    for (int i = 0; i < size; i++) {
      if (left > 0) {
        int skipped = (int) Math.min(left, size - i);
        left -= skipped;
        i += skipped - 1;
      } else {
        header(after, piece, i);
      }
    }
  }

  private void header(int after, byte[] piece, int at) {
    int octet = piece[at] & 0xFF;
    headed++;
    if (headed == 1) {
      return;
    }
    boolean last = headed == 2 ? octet < 0x80 : headed == 2 + lengthOctets;
    if (headed == 2) {
      length = octet < 0x80 ? octet : 0;
      lengthOctets = octet < 0x80 ? 0 : octet & 0x7F;
    } else {
      length = length << 8 | octet;
    }
    if (last) {
      if (messages == after && !done) {
        piece[at] ^= 0x05;
        done = true;
      }
      messages++;
      left = length;
      headed = 0;
    }
  }
}
