// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/// Does pieces of work in as few calls as possible: looks, writes many of them in one call, and
/// where that fails finds out by halving which of them is to blame. What is not known to be done or
/// undone is looked at before it is repeated. Several calls are under way at once, as many as the
/// client allows; what the answers say is taken in one after the other, by the caller's thread.
///
/// @param <K> what names a piece of work
final class Sending<K> {
  /// Pieces are looked at together for so many calls.
  private static final int CALLS_A_LOOK = 10;

  private final FtrackClient client;
  private final int most;
  private final Work<K> work;
  private final Deque<Flight<K>> flying = new ArrayDeque<>();
  private Optional<Failure> end = Optional.empty();

  /// @param most how many operations one call carries
  Sending(FtrackClient client, int most, Work<K> work) {
    this.client = client;
    this.most = most;
    this.work = work;
  }

  /// What a piece still needs; its operations stay in one call.
  record Task<K>(K piece, List<Operation> operations) {
    Task {
      operations = List.copyOf(operations);
    }
  }

  /// What looking ended in.
  sealed interface Look<K> {
    /// These are to be done; the others are settled.
    record Open<K>(List<Task<K>> tasks) implements Look<K> {}

    record Blind<K>(Failure failure) implements Look<K> {}
  }

  /// Pieces of work of one kind.
  interface Work<K> {
    /// Looks at what is there, settles what needs nothing more, and says what the rest needs.
    ///
    /// @param again whether some of it may have been done by an attempt of this run
    Look<K> look(List<K> pieces, boolean again);

    void done(K piece, List<JsonNode> results);

    void refused(K piece, Failure failure);

    /// Nothing can be done any more.
    void unavailable(K piece, Failure failure);

    /// Where to cut in two what the server refused together.
    default int cut(List<Task<K>> tasks, Failure failure) {
      return tasks.size() / 2;
    }

    /// Whether each call for these has to wait for the one before.
    default boolean inOrder(List<K> pieces) {
      return false;
    }

    /// Whether a piece needs not even be tried; if so it was settled.
    default boolean hopeless(K piece) {
      return false;
    }
  }

  /// How many pieces are looked at together.
  ///
  /// @param most how many operations one call carries
  static int portion(int most) {
    return most * CALLS_A_LOOK;
  }

  /// Does them all. While the last calls of a portion are under way the next is looked at.
  ///
  /// @return why no more can be done; empty when everything was tried
  Optional<Failure> send(List<K> pieces) {
    int portion = portion(most);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int from = 0; from < pieces.size(); from += portion) {
        portion(pieces.subList(from, Math.min(from + portion, pieces.size())), executor);
      }
      landAll();
    }
    return end;
  }

  private void portion(List<K> pieces, ExecutorService executor) {
    if (end.isPresent()) {
      giveUp(pieces, end.get());
      return;
    }
    int atOnce = work.inOrder(pieces) ? 1 : client.atOnce();
    for (List<Task<K>> call : calls(todo(pieces, false))) {
      while (flying.size() >= atOnce) {
        land(flying.remove());
      }
      List<Task<K>> open = open(call);
      if (!open.isEmpty()) {
        List<Operation> operations = operations(open);
        flying.add(new Flight<>(open, executor.submit(() -> client.call(operations))));
      }
    }
    if (atOnce == 1) {
      landAll();
    }
  }

  /// A call under way.
  private record Flight<K>(List<Task<K>> tasks, Future<Answer> answer) {}

  private void landAll() {
    while (!flying.isEmpty()) {
      land(flying.remove());
    }
  }

  private void land(Flight<K> flight) {
    try {
      settle(flight.tasks, flight.answer.get(), 1);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      giveUp(
          pieces(flight.tasks),
          Failure.of(Cause.INTERRUPTED, "interrupted while waiting for the answer"));
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private List<Task<K>> todo(List<K> pieces, boolean again) {
    return switch (work.look(pieces, again)) {
      case Look.Open<K>(List<Task<K>> tasks) -> tasks;
      case Look.Blind<K>(Failure failure) -> {
        giveUp(pieces, failure);
        yield List.of();
      }
    };
  }

  private List<List<Task<K>>> calls(List<Task<K>> tasks) {
    List<List<Task<K>>> calls = new ArrayList<>();
    List<Task<K>> call = new ArrayList<>();
    int operations = 0;
    for (Task<K> task : tasks) {
      if (!call.isEmpty() && operations + task.operations().size() > most) {
        calls.add(List.copyOf(call));
        call.clear();
        operations = 0;
      }
      call.add(task);
      operations += task.operations().size();
    }
    calls.add(List.copyOf(call));
    return calls;
  }

  private void send(List<Task<K>> tasks, int attempt) {
    List<Task<K>> open = open(tasks);
    if (!open.isEmpty()) {
      settle(open, client.call(operations(open)), attempt);
    }
  }

  /// Those that can still be sent; the others are settled.
  private List<Task<K>> open(List<Task<K>> tasks) {
    if (end.isPresent()) {
      giveUp(pieces(tasks), end.get());
      return List.of();
    }
    return tasks.stream().filter(task -> !work.hopeless(task.piece())).toList();
  }

  private List<Operation> operations(List<Task<K>> tasks) {
    return tasks.stream().flatMap(task -> task.operations().stream()).toList();
  }

  private void settle(List<Task<K>> tasks, Answer answer, int attempt) {
    switch (answer) {
      case Success success -> done(tasks, success);
      case Failure failure when failure.cause().advice() == Cause.Advice.ONE_CHANGE ->
          blame(tasks, failure);
      case Failure failure when failure.cause().nothingDone() -> giveUp(pieces(tasks), failure);
      case Failure failure -> uncertain(tasks, failure, attempt);
    }
  }

  private void done(List<Task<K>> tasks, Success success) {
    int from = 0;
    for (Task<K> task : tasks) {
      int to = from + task.operations().size();
      work.done(task.piece(), success.results().subList(from, to));
      from = to;
    }
  }

  private void uncertain(List<Task<K>> tasks, Failure failure, int attempt) {
    if (end.isEmpty() && client.pause(attempt, failure)) {
      send(todo(pieces(tasks), true), attempt + 1);
    } else {
      giveUp(pieces(tasks), failure);
    }
  }

  private void blame(List<Task<K>> tasks, Failure failure) {
    if (tasks.size() == 1) {
      single(tasks.getFirst(), failure);
      return;
    }
    int cut = work.cut(tasks, failure);
    send(tasks.subList(0, cut), 1);
    send(tasks.subList(cut, tasks.size()), 1);
  }

  /// One piece that the server refuses. It may be refused because an earlier attempt did it, so the
  /// last word is what is there now.
  private void single(Task<K> task, Failure failure) {
    boolean clear =
        switch (failure.cause()) {
          case SEATS, PERMISSION, TOO_LARGE, UNKNOWN_ACTION -> true;
          default -> false;
        };
    if (clear || !todo(List.of(task.piece()), true).isEmpty()) {
      work.refused(task.piece(), failure);
    }
  }

  private void giveUp(List<K> pieces, Failure failure) {
    end = Optional.of(failure);
    pieces.forEach(piece -> work.unavailable(piece, failure));
  }

  private List<K> pieces(List<Task<K>> tasks) {
    return tasks.stream().map(Task::piece).toList();
  }
}
