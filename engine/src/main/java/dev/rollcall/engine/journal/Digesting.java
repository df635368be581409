// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Digests what a plan consists of on another processor, while it is put together on this one.
final class Digesting implements AutoCloseable {
  private static final int PIECE = 1 << 18;

  private final MessageDigest digest = PlanWriter.sha256();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("rollcall-digest").factory());
  private byte[] piece = new byte[PIECE];
  private byte[] before = new byte[PIECE];
  private int filled;
  private CompletableFuture<Void> busy = CompletableFuture.allOf();

  Digesting(String seed) {
    digest.update(seed.getBytes(StandardCharsets.UTF_8));
  }

  void add(byte[] octets) {
    if (octets.length > piece.length - filled) {
      handOver();
    }
    if (octets.length > piece.length) {
      piece = Arrays.copyOf(piece, octets.length);
    }
    System.arraycopy(octets, 0, piece, filled, octets.length);
    filled += octets.length;
  }

  private void handOver() {
    busy.join();
    byte[] full = piece;
    int length = filled;
    busy = CompletableFuture.runAsync(() -> digest.update(full, 0, length), executor);
    piece = before;
    before = full;
    filled = 0;
  }

  /// The first half of the digest.
  String hex() {
    busy.join();
    digest.update(piece, 0, filled);
    filled = 0;
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  @Override
  public void close() {
    executor.close();
  }
}
