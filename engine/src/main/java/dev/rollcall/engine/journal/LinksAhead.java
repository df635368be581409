// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;

/// Fetches the remembered pairs on a thread of its own, some tens of thousands ahead of whoever
/// takes them. While it does so nobody else uses the store.
public final class LinksAhead implements AutoCloseable {
  private static final int PIECE = 500;
  private static final int PIECES_AHEAD = 100;

  private final BlockingQueue<List<Pair>> pieces = new ArrayBlockingQueue<>(PIECES_AHEAD);
  private final FutureTask<Void> work;
  private final Thread thread;
  private List<Pair> piece = new ArrayList<>(PIECE);

  private record Pair(String identity, String account) {}

  public LinksAhead(Links links) {
    this.work = new FutureTask<>(() -> fetch(links), null);
    this.thread = Thread.ofPlatform().name("rollcall-links").unstarted(work);
  }

  /// Work during which pairs are fetched already.
  @FunctionalInterface
  public interface Work<T, F extends Exception> {
    T done() throws F;
  }

  /// Begins to fetch, and does the work.
  public <T, F extends Exception> T during(Work<T, F> other) throws F {
    thread.start();
    return other.done();
  }

  private void fetch(Links links) {
    try {
      links.each((identity, account) -> {
        piece.add(new Pair(identity, account));
        if (piece.size() == PIECE) {
          put();
        }
      });
    } finally {
      if (!piece.isEmpty()) {
        put();
      }
      put();
    }
  }

  /// An empty piece is the end.
  private void put() {
    try {
      pieces.put(piece);
      piece = new ArrayList<>(PIECE);
    } catch (InterruptedException closed) {
      throw new CancellationException();
    }
  }

  /// Gives every pair, identity first; once.
  public void each(BiConsumer<String, String> pair) {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    try {
      for (List<Pair> next = pieces.take(); !next.isEmpty(); next = pieces.take()) {
        next.forEach(each -> pair.accept(each.identity, each.account));
      }
      work.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(failure.getCause());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
