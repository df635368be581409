// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Pattern;

/// Security identifiers of Windows, as octets and as `S-1-5-21-...`: MS-DTYP 2.4.2.
final class Sids {
  private static final Pattern TEXT = Pattern.compile("S-1-\\d{1,15}(-\\d{1,10}){1,15}");
  private static final int HEAD = 8;

  private Sids() {}

  static Optional<String> text(byte[] octets) {
    if (octets.length < HEAD || octets[0] != 1 || octets.length != HEAD + 4 * octets[1]) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    long authority = buffer.getLong(0) & 0xffff_ffff_ffffL;
    StringBuilder text = new StringBuilder("S-1-").append(authority);
    buffer.order(ByteOrder.LITTLE_ENDIAN).position(HEAD);
    while (buffer.hasRemaining()) {
      text.append('-').append(Integer.toUnsignedLong(buffer.getInt()));
    }
    return Optional.of(text.toString());
  }

  static Optional<byte[]> octets(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    String[] parts = text.split("-", -1);
    int count = parts.length - 3;
    ByteBuffer buffer = ByteBuffer.allocate(HEAD + 4 * count);
    buffer.putLong(Long.parseLong(parts[2]));
    buffer.put(0, (byte) 1).put(1, (byte) count);
    buffer.order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 3; i < parts.length; i++) {
      long part = Long.parseLong(parts[i]);
      if (part > 0xffff_ffffL) {
        return Optional.empty();
      }
      buffer.putInt((int) part);
    }
    return Optional.of(buffer.array());
  }
}
