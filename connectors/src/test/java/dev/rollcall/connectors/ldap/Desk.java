// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Where accounts of a directory are planned, changed and looked at by hand.
record Desk(LdapTarget target, LDAPConnection administrator) implements AutoCloseable {
  static final List<String> ATTRIBUTES =
      List.of(
          "objectClass",
          "uid",
          "cn",
          "sn",
          "mail",
          "displayName",
          "telephoneNumber",
          "employeeType",
          "description");

  static Desk at(
      String base, Settings settings, Optional<DisableBy> by, LDAPConnection administrator) {
    LdapAccounts accounts = new LdapAccounts(base, "uid", Optional.empty(), by, Optional.empty());
    return new Desk(new LdapTarget(settings.build(), accounts), administrator);
  }

  Outcome apply(Change change) {
    return target.apply(List.of(change)).getFirst();
  }

  Change.Create create(String login) throws ReadFailed {
    return create(login, Map.of());
  }

  Change.Create create(String login, Map<String, List<String>> more) throws ReadFailed {
    TreeMap<String, List<String>> all = new TreeMap<>();
    all.put("objectClass", List.of("inetOrgPerson"));
    all.put("uid", List.of(login));
    all.put("cn", List.of("Mara Lind"));
    all.put("sn", List.of("Lind"));
    all.put("mail", List.of("mara@example.com".replace("mara", login)));
    all.put("displayName", List.of("Mara Lind"));
    all.putAll(more);
    Attributes attributes = new Attributes(all);
    AccountKey key = target.model().key(attributes, Optional.empty()).orElseThrow();
    Subject subject = new Subject(key, Optional.empty(), Optional.empty(), login);
    return new Change.Create(subject, attributes, reason(Why.JOINER));
  }

  Account created(String login) throws ReadFailed {
    return created(login, Map.of());
  }

  Account created(String login, Map<String, List<String>> more) throws ReadFailed {
    Outcome outcome = apply(create(login, more));
    if (!(outcome instanceof Outcome.Applied)) {
      throw new AssertionError(outcome);
    }
    return read(login);
  }

  Change update(Account account, Edit... edits) {
    return new Change.Update(subject(account), List.of(edits), reason(Why.MOVER));
  }

  Change rename(Account account, String login) throws ReadFailed {
    return rename(account, List.of(new Edit("uid", values(account, "uid"), List.of(login))));
  }

  Change rename(Account account, List<Edit> edits) throws ReadFailed {
    return new Change.Rename(subject(account), key(account, edits), edits, reason(Why.MOVER));
  }

  Change disable(Account account) {
    return new Change.Disable(subject(account), reason(Why.LEAVER));
  }

  Change enable(Account account) throws ReadFailed {
    return new Change.Enable(
        subject(account), key(account, List.of()), List.of(), reason(Why.RETURNER));
  }

  Change delete(Account account) {
    return new Change.Delete(subject(account), reason(Why.LEAVER));
  }

  Subject subject(Account account) {
    return new Subject(
        account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value());
  }

  Account read(String login) throws ReadFailed {
    return only(new Lookup.ByAttribute("uid", login)).getFirst();
  }

  List<Account> only(Lookup... lookups) throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target.read(new AccountRequest(ATTRIBUTES, Optional.of(List.of(lookups))), accounts::add);
    return accounts;
  }

  List<Account> all() throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target.read(request(), accounts::add);
    return accounts;
  }

  AccountRequest request() {
    return new AccountRequest(ATTRIBUTES, Optional.empty());
  }

  List<String> values(Account account, String attribute) {
    return account.values().get(ATTRIBUTES.indexOf(attribute));
  }

  void meddle(Account account, String attribute, String... values) throws Exception {
    administrator.modify(
        account.key().value(), new Modification(ModificationType.REPLACE, attribute, values));
  }

  /// Adds a person as somebody else would.
  void load(String ldif) throws Exception {
    Entry entry = new Entry(ldif.split("\n"));
    entry.addAttribute("objectClass", "inetOrgPerson");
    administrator.add(entry);
  }

  private AccountKey key(Account account, List<Edit> edits) throws ReadFailed {
    TreeMap<String, List<String>> all =
        new TreeMap<>(Attributes.of(ATTRIBUTES, account.values()).all());
    edits.forEach(edit -> all.put(edit.attribute(), edit.after()));
    return target.model().key(new Attributes(all), Optional.of(account.key())).orElseThrow();
  }

  private static Reason reason(Why why) {
    return new Reason(why, "a test says so");
  }

  @Override
  public void close() {
    target.close();
    administrator.close();
  }
}
