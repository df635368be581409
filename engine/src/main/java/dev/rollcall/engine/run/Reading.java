// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Reads both sides once, at the same time, each to its end.
final class Reading {
  private static final int TELL_EVERY = 1000;

  private final Sync sync;
  private final Source source;
  private final Target target;
  private final AccountModel model;
  private final Workspace workspace;
  private final Progress progress;
  private final AtomicBoolean given = new AtomicBoolean();

  Reading(
      Sync sync,
      Source source,
      Target target,
      AccountModel model,
      Workspace workspace,
      Progress progress) {
    this.sync = sync;
    this.source = source;
    this.target = target;
    this.model = model;
    this.workspace = workspace;
    this.progress = progress;
  }

  /// What was read; to be closed.
  record Both(
      IdentityTable identities, CompleteRead source, AccountTable accounts, CompleteRead target)
      implements AutoCloseable {
    @Override
    public void close() {
      identities.close();
      accounts.close();
    }
  }

  private record Side<T>(T table, CompleteRead read) {}

  /// Everything on both sides.
  Both all() throws ReadFailed {
    FutureTask<Side<IdentityTable>> reader = new FutureTask<>(() -> identities(Optional.empty()));
    Thread thread = Thread.ofPlatform().name("rollcall-source").start(reader);
    try {
      Side<AccountTable> accounts = accounts(Optional.empty());
      try {
        Side<IdentityTable> identities = joined(reader);
        return new Both(identities.table, identities.read, accounts.table, accounts.read);
      } catch (ReadFailed | RuntimeException failure) {
        accounts.table.close();
        throw failure;
      }
    } catch (ReadFailed | RuntimeException failure) {
      abandon(reader, thread);
      throw failure;
    }
  }

  /// What changed in the source since the cursor, and the accounts it may concern.
  ///
  /// @param linked finds the account anchor that a link gives an identity anchor
  /// @param open intentions that have to be looked at too
  Both changed(String cursor, Correspondence linked, List<Journal.Open> open) throws ReadFailed {
    Side<IdentityTable> identities = identities(Optional.of(cursor));
    try {
      List<Lookup> lookups = lookups(identities.table, linked);
      lookups.addAll(Looking.lookups(open, model));
      Side<AccountTable> accounts = accounts(Optional.of(lookups));
      return new Both(identities.table, identities.read, accounts.table, accounts.read);
    } catch (ReadFailed | RuntimeException failure) {
      identities.table.close();
      throw failure;
    }
  }

  /// Gives the account anchor of an identity anchor.
  interface Correspondence {
    Optional<String> account(String identity);
  }

  private List<Lookup> lookups(IdentityTable identities, Correspondence linked) {
    List<String> names = sync.mapping().names();
    List<Lookup> lookups = new ArrayList<>();
    for (int row = 0; row < identities.size(); row++) {
      String anchor = identities.anchor(row);
      linked.account(anchor).ifPresent(account -> lookups.add(new Lookup.ByAnchor(account)));
      List<List<String>> values = identities.values(row);
      for (int i = 0; i < values.size(); i++) {
        String name = names.get(i);
        if (name.equalsIgnoreCase(model.naming())
            || sync.match().stream().anyMatch(name::equalsIgnoreCase)
            || sync.anchorIn().filter(name::equalsIgnoreCase).isPresent()) {
          values.get(i).forEach(value -> lookups.add(new Lookup.ByAttribute(name, value)));
        }
      }
    }
    return lookups;
  }

  private Side<AccountTable> accounts(Optional<List<Lookup>> only) throws ReadFailed {
    AccountRequest request = new AccountRequest(sync.mapping().names(), only);
    return twice(
        target.name(),
        () ->
            new AccountTable(
                file("accounts"),
                sync.mapping().attributes(),
                model,
                sync.match(),
                sync.anchorIn().orElse("")),
        AccountTable::seal,
        (table, each) ->
            target.read(
                request,
                account -> {
                  table.accept(account);
                  each.accept(account);
                }));
  }

  private Side<IdentityTable> identities(Optional<String> since) throws ReadFailed {
    SourceRequest request = new SourceRequest(List.copyOf(sync.mapping().inputs()), since);
    return twice(
        source.name(),
        () -> new IdentityTable(file("identities"), sync.mapping(), model),
        IdentityTable::seal,
        (table, each) ->
            source.read(
                request,
                identity -> {
                  table.accept(identity);
                  each.accept(identity);
                }));
  }

  private Path file(String name) {
    return workspace.scratch(sync.name(), name);
  }

  private interface Read<T> {
    CompleteRead into(T table, Consumer<Object> each) throws ReadFailed;
  }

  /// A connection that was lost in the middle is worth one more try, from the start: two halves of
  /// different reads are never joined.
  private <T extends AutoCloseable> Side<T> twice(
      String system, java.util.function.Supplier<T> table, Consumer<T> seal, Read<T> read)
      throws ReadFailed {
    try {
      return once(system, table, seal, read);
    } catch (LostMidway lost) {
      return again(system, table, seal, read);
    }
  }

  private <T extends AutoCloseable> Side<T> again(
      String system, java.util.function.Supplier<T> table, Consumer<T> seal, Read<T> read)
      throws ReadFailed {
    try {
      return once(system, table, seal, read);
    } catch (LostMidway lost) {
      throw lost.failure;
    }
  }

  private <T extends AutoCloseable> Side<T> once(
      String system, java.util.function.Supplier<T> fresh, Consumer<T> seal, Read<T> read)
      throws ReadFailed, LostMidway {
    T table = fresh.get();
    long[] count = new long[1];
    try {
      CompleteRead proof =
          read.into(
              table,
              _ -> {
                if (++count[0] % TELL_EVERY == 0) {
                  tell(system, count[0]);
                }
              });
      progress.read(system, count[0]);
      seal.accept(table);
      return new Side<>(table, proof);
    } catch (ReadFailed failure) {
      closed(table);
      if (count[0] > 0 && failure.problem().blame() == Blame.REMOTE_SYSTEM && !given.get()) {
        throw new LostMidway(failure);
      }
      throw failure;
    } catch (RuntimeException failure) {
      closed(table);
      throw failure;
    }
  }

  private void tell(String system, long count) {
    if (given.get()) {
      throw new Abandoned();
    }
    progress.read(system, count);
  }

  private static void closed(AutoCloseable table) {
    try {
      table.close();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static <T> T joined(FutureTask<T> reader) throws ReadFailed {
    try {
      return reader.get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException failure) {
      switch (failure.getCause()) {
        case ReadFailed failed -> throw failed;
        case Halt halt -> throw halt;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(failure.getCause());
      }
    }
  }

  /// The other side failed: whatever this one delivers is of no use any more.
  private void abandon(FutureTask<Side<IdentityTable>> reader, Thread thread) {
    given.set(true);
    try {
      thread.join();
      if (reader.state() == java.util.concurrent.Future.State.SUCCESS) {
        reader.resultNow().table.close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class LostMidway extends Exception {
    private static final long serialVersionUID = 1L;
    private final ReadFailed failure;

    private LostMidway(ReadFailed failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
