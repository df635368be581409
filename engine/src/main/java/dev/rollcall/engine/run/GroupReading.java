// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Sort;
import dev.rollcall.engine.run.Attempts.Side;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.EdgeTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import dev.rollcall.engine.snapshot.IdentityTable.References;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/// Reads the groups of both sides, each to its end, after the people.
final class GroupReading {
  private final Sync groups;
  private final GroupSource source;
  private final GroupTarget target;
  private final Workspace workspace;
  private final Attempts attempts;
  private final Witness witness;

  /// @param groups the sync of groups, see [Sync#ofGroups()]
  GroupReading(
      Sync groups,
      GroupSource source,
      GroupTarget target,
      Workspace workspace,
      Progress progress,
      Witness witness) {
    this.groups = groups;
    this.source = source;
    this.target = target;
    this.workspace = workspace;
    this.attempts = new Attempts(progress);
    this.witness = witness;
  }

  /// What was read; to be closed.
  ///
  /// @param wanted who is in the source's groups: rows of people
  /// @param actual who is in the target's groups: numbers of accounts
  record Groups(Reading.Both tables, EdgeTable wanted, EdgeTable actual) implements AutoCloseable {
    @Override
    public void close() {
      tables.close();
    }
  }

  /// A table with who is in each of its rows.
  ///
  /// @param ending closes the table
  private record Filled<T>(T table, EdgeTable edges, Runnable ending) implements AutoCloseable {
    @Override
    public void close() {
      ending.run();
    }

    static Filled<IdentityTable> of(IdentityTable table) {
      return new Filled<>(table, new EdgeTable(), table::close);
    }

    static Filled<AccountTable> of(AccountTable table) {
      return new Filled<>(table, new EdgeTable(), table::close);
    }
  }

  /// By what the groups of a source, and people, name people; nothing for a sync in which nobody
  /// asks.
  static References references(Sync sync, Source source) {
    boolean asked = sync.groups().isPresent() || sync.mapping().namesPeople();
    return asked && source instanceof GroupSource groups
        ? new References(groups.memberColumns(), groups::reference)
        : References.NONE;
  }

  /// By what the groups of a target name accounts, or groups.
  static Optional<Function<Account, String>> reference(Sync sync, Target target, Sort sort) {
    return sync.groups().isPresent() && target instanceof GroupTarget groups
        ? Optional.of(account -> groups.reference(sort, account))
        : Optional.empty();
  }

  /// @param people what was read before
  Groups read(Reading.Both people) throws ReadFailed {
    AccountModel model = target.groupModel();
    Side<Filled<IdentityTable>> wanted = wanted(people.identities(), model);
    try {
      Side<Filled<AccountTable>> actual = actual(people.accounts(), model);
      return new Groups(
          new Reading.Both(
              wanted.table().table, wanted.read(), actual.table().table, actual.read()),
          wanted.table().edges,
          actual.table().edges);
    } catch (ReadFailed | RuntimeException failure) {
      wanted.table().table.close();
      throw failure;
    }
  }

  private Side<Filled<IdentityTable>> wanted(IdentityTable people, AccountModel model)
      throws ReadFailed {
    SequencedSet<String> names = groups.mapping().inputs();
    References references = new References(source.nestedColumns(), source::nestedReference);
    names.addAll(references.columns());
    SourceRequest request = new SourceRequest(List.copyOf(names), Optional.empty());
    return attempts.twice(
        "groups of " + source.name(),
        () ->
            Filled.of(
                new IdentityTable(
                    workspace.scratch(groups.name(), "groups"),
                    groups.mapping(),
                    model,
                    references)),
        filled -> {
          filled.table.seal();
          filled.edges.seal(text -> EdgeTable.one(filled.table.byReference(text)));
        },
        (filled, counted) -> wanted(people, request, filled, counted));
  }

  private CompleteRead wanted(
      IdentityTable people, SourceRequest request, Filled<IdentityTable> filled, Runnable counted)
      throws ReadFailed {
    return source.readGroups(
        request,
        (group, members) -> {
          filled.table.accept(group);
          filled.edges.add(members, text -> EdgeTable.one(people.byReference(text)));
          counted.run();
        });
  }

  private Side<Filled<AccountTable>> actual(AccountTable accounts, AccountModel model)
      throws ReadFailed {
    AccountRequest request = new AccountRequest(groups.mapping().names(), Optional.empty());
    return attempts.twice(
        "groups of " + target.name(),
        () ->
            Filled.of(
                new AccountTable(
                    workspace.scratch(groups.name(), "target-groups"),
                    groups.mapping().attributes(),
                    model,
                    groups.match(),
                    groups.anchorIn().orElse(""),
                    Optional.of(group -> target.reference(Sort.GROUP, group)))),
        filled -> {
          filled.table.seal();
          filled.edges.seal(text -> EdgeTable.one(filled.table.byReference(text)));
        },
        (filled, counted) -> actual(accounts, request, filled, counted));
  }

  private CompleteRead actual(
      AccountTable accounts, AccountRequest request, Filled<AccountTable> filled, Runnable counted)
      throws ReadFailed {
    return target.readGroups(
        request,
        (group, members) -> {
          witness.group(group, members);
          filled.table.accept(group);
          filled.edges.add(members, text -> EdgeTable.one(accounts.byReference(text)));
          counted.run();
        });
  }
}
