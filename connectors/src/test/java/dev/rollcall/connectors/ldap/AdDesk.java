// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Where accounts of Active Directory are planned, changed and looked at by hand.
record AdDesk(LdapTarget target, LDAPConnection administrator) implements AutoCloseable {
  private static final List<String> ATTRIBUTES =
      List.of("objectClass", "cn", "sAMAccountName", "displayName");

  static AdDesk at(Settings settings, LdapAccounts accounts, LDAPConnection administrator) {
    return new AdDesk(new LdapTarget(settings.build(), accounts), administrator);
  }

  Outcome apply(Change change) {
    return target.apply(List.of(change)).getFirst();
  }

  /// @param login at most 20 letters
  Change.Create create(String name, String login) throws ReadFailed {
    TreeMap<String, List<String>> all = new TreeMap<>();
    all.put("objectClass", List.of("user"));
    all.put("cn", List.of(name));
    all.put("sAMAccountName", List.of(login));
    all.put("displayName", List.of(name));
    Attributes attributes = new Attributes(all);
    AccountKey key = target.model().key(attributes, Optional.empty()).orElseThrow();
    Subject subject = new Subject(key, Optional.empty(), Optional.empty(), name);
    return new Change.Create(subject, attributes, new Reason(Why.JOINER, "a test says so"));
  }

  Account created(String name, String login) throws ReadFailed {
    Outcome outcome = apply(create(name, login));
    if (!(outcome instanceof Outcome.Applied)) {
      throw new AssertionError(outcome);
    }
    return read(login);
  }

  Change disable(Account account) {
    return new Change.Disable(subject(account), new Reason(Why.LEAVER, "a test says so"));
  }

  Change enable(Account account) throws ReadFailed {
    return new Change.Enable(
        subject(account),
        key(account, List.of()),
        List.of(),
        new Reason(Why.RETURNER, "a test says so"));
  }

  Change rename(Account account, String name) throws ReadFailed {
    List<Edit> edits = List.of(new Edit("cn", account.values().get(1), List.of(name)));
    return new Change.Rename(
        subject(account), key(account, edits), edits, new Reason(Why.MOVER, "a test says so"));
  }

  private AccountKey key(Account account, List<Edit> edits) throws ReadFailed {
    TreeMap<String, List<String>> all =
        new TreeMap<>(Attributes.of(ATTRIBUTES, account.values()).all());
    edits.forEach(edit -> all.put(edit.attribute(), edit.after()));
    return target.model().key(new Attributes(all), Optional.of(account.key())).orElseThrow();
  }

  Subject subject(Account account) {
    return new Subject(
        account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value());
  }

  Account read(String login) throws ReadFailed {
    List<Account> found = new ArrayList<>();
    target.read(
        new AccountRequest(
            ATTRIBUTES, Optional.of(List.of(new Lookup.ByAttribute("sAMAccountName", login)))),
        found::add);
    return found.getFirst();
  }

  List<Account> all() throws ReadFailed {
    List<Account> found = new ArrayList<>();
    target.read(new AccountRequest(ATTRIBUTES, Optional.empty()), found::add);
    return found;
  }

  int bits(String login) throws Exception {
    return Layout.bits(entry(login), "userAccountControl");
  }

  Entry entry(String login) throws Exception {
    return Optional.ofNullable(administrator.getEntry(read(login).key().value())).orElseThrow();
  }

  void set(Account account, String attribute, String... values) throws Exception {
    administrator.modify(
        account.key().value(), new Modification(ModificationType.REPLACE, attribute, values));
  }

  @Override
  public void close() {
    target.close();
    administrator.close();
  }
}
