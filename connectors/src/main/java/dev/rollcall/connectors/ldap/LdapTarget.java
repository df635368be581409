// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFChangeRecord;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy.Bit;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.Foreseeing;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Accounts in a directory.
public final class LdapTarget implements Target, Foreseeing {
  private final LdapConnections connections;
  private final AccountsText accounts;
  private final Pipeline pipeline;
  private Optional<Layout> layout = Optional.empty();
  private Optional<Trust> trust = Optional.empty();

  /// A target for these accounts.
  ///
  /// @throws dev.rollcall.core.problem.Halt when a DN or the filter is malformed
  public LdapTarget(LdapSettings settings, LdapAccounts accounts) {
    this.connections = new LdapConnections(settings);
    this.accounts = AccountsText.of(accounts);
    this.pipeline = new Pipeline(connections);
  }

  @Override
  public String name() {
    return connections.settings().name();
  }

  @Override
  public synchronized String kind() {
    return layout.map(known -> known.directory().words()).orElse("LDAP directory");
  }

  @Override
  public AccountModel model() throws ReadFailed {
    return layout().model();
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    return new AccountReader(connections, layout()).read(request, each);
  }

  @Override
  public List<Outcome> apply(List<Change> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    try {
      Courses courses =
          new Courses(layout(), refusals(layout()), trust(layout()), passwords(layout()));
      return pipeline.run(batch.stream().map(courses::start).toList());
    } catch (ReadFailed unreachable) {
      Outcome nothing = new Outcome.Unavailable(unreachable.problem(), Pipeline.RETRY_AFTER);
      return batch.stream().map(_ -> nothing).toList();
    }
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
    new LdapBackup(connections, layout()).of(touched, out);
  }

  @Override
  public String backupEnding() {
    return ".ldif";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
    return new LdapBackup(connections, layout()).ofAll(out);
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    return new TargetCheck(connections, accounts).findings(request, kinds);
  }

  @Override
  public Source after(Supplier<Stream<Change>> changes, Source source) {
    if (source instanceof LdapSource ldap) {
      return new ForeseenSource(ldap, connections, this::layout, changes);
    }
    throw new IllegalArgumentException("only a directory shows what becomes of a directory");
  }

  /// A change as LDIF change records, RFC 2849; empty where the directory has no way to make it.
  public List<String> ldif(Change change) throws ReadFailed {
    return new ChangeRequests(layout())
        .of(change, held(change)).stream().map(request -> ldif(ChangeRecords.of(request))).toList();
  }

  /// The entry of an account of which single bits will be set.
  private Optional<Entry> held(Change change) throws ReadFailed {
    boolean needed =
        switch (change) {
          case Change.Disable _, Change.Enable _ ->
              layout().lock().filter(Bit.class::isInstance).isPresent();
          case Change.Create _, Change.Rename _, Change.Update _, Change.Delete _, Change.Members _ ->
              false;
        };
    if (!needed) {
      return Optional.empty();
    }
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return Optional.ofNullable(
          connection.getEntry(
              change.subject().key().value(), layout().ownAttributes().toArray(String[]::new)));
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException hidden) {
      return Optional.empty();
    }
  }

  private static String ldif(LDIFChangeRecord change) {
    return change.toLDIFString();
  }

  @Override
  public void close() {
    pipeline.close();
  }

  private Refusals refusals(Layout known) {
    return new Refusals(known, ConnectProblems.who(connections.settings().sign()));
  }

  private Passwords passwords(Layout known) throws ReadFailed {
    try {
      boolean encrypted = true;
      boolean exposed = false;
      for (LdapUrl url : connections.urls()) {
        encrypted &= connections.isEncrypted(url);
        exposed |= connections.isPlaintext(url);
      }
      return new Passwords(known, encrypted, !exposed || connections.settings().allowPlaintext());
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    }
  }

  private synchronized Trust trust(Layout known) {
    if (trust.isEmpty()) {
      trust = Optional.of(new Trust(known.directory().offers(Directory.ASSERTION)));
    }
    return trust.get();
  }

  private synchronized Layout layout() throws ReadFailed {
    if (layout.isEmpty()) {
      layout = Optional.of(Layout.of(name(), directory(), accounts));
    }
    return layout.get();
  }

  private Directory directory() throws ReadFailed {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return Directory.whole(connection);
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException failure) {
      throw new ReadFailed(new ReadProblems(connections.settings()).ofRootDse(failure), failure);
    }
  }
}
