// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

/// Which texts there have been, in 64 bits each: of a million texts two are taken for one in one of
/// forty million reads.
final class Fingerprints {
  private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

  // Zero marks an empty place.
  private long[] places = new long[1 << 10];
  private int size;

  /// Whether it is new.
  boolean add(String text) {
    if (!put(places, fingerprint(text))) {
      return false;
    }
    size++;
    if (size > places.length / 2) {
      grow();
    }
    return true;
  }

  boolean has(String text) {
    long fingerprint = fingerprint(text);
    int mask = places.length - 1;
    int at = (int) fingerprint & mask;
    while (places[at] != 0) {
      if (places[at] == fingerprint) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  private void grow() {
    long[] wider = new long[places.length * 2];
    for (long each : places) {
      if (each != 0) {
        put(wider, each);
      }
    }
    places = wider;
  }

  private static boolean put(long[] places, long fingerprint) {
    int mask = places.length - 1;
    int at = (int) fingerprint & mask;
    while (places[at] != 0) {
      if (places[at] == fingerprint) {
        return false;
      }
      at = at + 1 & mask;
    }
    places[at] = fingerprint;
    return true;
  }

  private static long fingerprint(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * GOLDEN;
      hash ^= hash >>> 32;
    }
    return hash == 0 ? 1 : hash;
  }
}
