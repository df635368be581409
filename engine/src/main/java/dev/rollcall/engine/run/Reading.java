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
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.run.Attempts.Side;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import dev.rollcall.engine.snapshot.IdentityTable.References;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads both sides once, at the same time, each to its end.
final class Reading {
  private final Sync sync;
  private final Source source;
  private final Target target;
  private final AccountModel model;
  private final Workspace workspace;
  private final Attempts attempts;
  private final Witness witness;

  Reading(
      Sync sync,
      Source source,
      Target target,
      AccountModel model,
      Workspace workspace,
      Progress progress,
      Witness witness) {
    this.witness = witness;
    this.sync = sync;
    this.source = source;
    this.target = target;
    this.model = model;
    this.workspace = workspace;
    this.attempts = new Attempts(progress);
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

  /// Everything on both sides.
  Both all() throws ReadFailed {
    FutureTask<Side<IdentityTable>> reader = new FutureTask<>(() -> identities(Optional.empty()));
    Thread thread = Thread.ofPlatform().name("rollcall-source").start(reader);
    try {
      Side<AccountTable> accounts = accounts(Optional.empty());
      try {
        Side<IdentityTable> identities = joined(reader);
        return new Both(identities.table(), identities.read(), accounts.table(), accounts.read());
      } catch (ReadFailed | RuntimeException failure) {
        accounts.table().close();
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
      List<Lookup> lookups = lookups(identities.table(), linked);
      lookups.addAll(Looking.lookups(open, model));
      Side<AccountTable> accounts = accounts(Optional.of(lookups));
      return new Both(identities.table(), identities.read(), accounts.table(), accounts.read());
    } catch (ReadFailed | RuntimeException failure) {
      identities.table().close();
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
    return attempts.twice(
        target.name(),
        () ->
            new AccountTable(
                file("accounts"),
                sync.mapping().attributes(),
                model,
                sync.match(),
                sync.anchorIn().orElse(""),
                GroupReading.reference(sync, target, Sort.USER)),
        AccountTable::seal,
        (table, counted) ->
            target.read(
                request,
                account -> {
                  witness.held(account);
                  table.accept(account);
                  counted.run();
                }));
  }

  private Side<IdentityTable> identities(Optional<String> since) throws ReadFailed {
    References references = GroupReading.references(sync, source);
    SequencedSet<String> names = sync.mapping().inputs();
    names.addAll(references.columns());
    SourceRequest request = new SourceRequest(List.copyOf(names), since);
    return attempts.twice(
        source.name(),
        () -> new IdentityTable(file("identities"), sync.mapping(), model, references),
        IdentityTable::seal,
        (table, counted) ->
            source.read(
                request,
                identity -> {
                  witness.seen(identity);
                  table.accept(identity);
                  counted.run();
                }));
  }

  private Path file(String name) {
    return workspace.scratch(sync.name(), name);
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
    attempts.giveUp();
    try {
      thread.join();
      if (reader.state() == java.util.concurrent.Future.State.SUCCESS) {
        reader.resultNow().table().close();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
