// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where groups of a directory are planned, changed and looked at by hand. People are in `ou=users`
/// and groups in `ou=groups` of an area.
record GroupDesk(
    LdapTarget target,
    Settings settings,
    LDAPConnection administrator,
    String area,
    GroupKind kind,
    boolean windows)
    implements AutoCloseable {
  static final List<String> ATTRIBUTES = List.of("cn", "description");

  static GroupDesk at(
      String area, Settings settings, GroupKind kind, LDAPConnection administrator) {
    LdapAccounts accounts =
        new LdapAccounts(
            "ou=users," + area, "uid", Optional.empty(), Optional.empty(), Optional.empty());
    LdapGroupAccounts groups =
        new LdapGroupAccounts("ou=groups," + area, "cn", kind, Optional.empty(), Optional.empty());
    return new GroupDesk(
        new LdapTarget(settings.build(), accounts, Optional.of(groups)),
        settings,
        administrator,
        area,
        kind,
        false);
  }

  /// In Active Directory.
  static GroupDesk onWindows(String area, Settings settings, LDAPConnection administrator) {
    LdapAccounts accounts =
        new LdapAccounts(
            "OU=users," + area,
            "cn",
            Optional.of("(&(objectClass=user)(cn=*))"),
            Optional.empty(),
            Optional.empty());
    LdapGroupAccounts groups =
        new LdapGroupAccounts(
            "OU=groups," + area, "cn", GroupKind.GROUP, Optional.empty(), Optional.empty());
    return new GroupDesk(
        new LdapTarget(settings.build(), accounts, Optional.of(groups)),
        settings,
        administrator,
        area,
        GroupKind.GROUP,
        true);
  }

  /// Somebody whom another has put there.
  Member person(String login) throws Exception {
    if (windows) {
      administrator.add("dn: " + dn(login), "objectClass: user", "cn: " + login);
      return member(login);
    }
    administrator.add(
        "dn: " + dn(login),
        "objectClass: inetOrgPerson",
        "uid: " + login,
        "cn: " + login,
        "sn: " + login);
    return member(login);
  }

  Member member(String login) {
    return new Member(Sort.USER, new AccountKey(dn(login)), Optional.empty(), Optional.empty());
  }

  Member member(Account group) {
    return new Member(Sort.GROUP, group.key(), Optional.of(group.anchor()), Optional.empty());
  }

  String dn(String login) {
    return (windows ? "CN=%s,OU=users,%s" : "uid=%s,ou=users,%s").formatted(login, area);
  }

  String groupDn(String name) {
    return (windows ? "CN=%s,OU=groups,%s" : "cn=%s,ou=groups,%s").formatted(name, area);
  }

  /// The reference under which a group holds the person.
  String reference(String login) {
    return kind.isByLogin() ? login : References.normal(dn(login));
  }

  Outcome apply(Change change) {
    return target.apply(List.of(change)).getFirst();
  }

  Change.Create create(String name) throws ReadFailed {
    SortedMap<String, List<String>> all = new TreeMap<>();
    all.put("cn", List.of(name));
    if (kind.isByLogin()) {
      all.put("gidNumber", List.of("5000"));
    }
    if (windows) {
      all.put("sAMAccountName", List.of(name + "-" + area.hashCode()));
    }
    Attributes attributes = new Attributes(all);
    AccountKey key = target.groupModel().key(attributes, Optional.empty()).orElseThrow();
    Subject subject = new Subject(Sort.GROUP, key, Optional.empty(), Optional.empty(), name);
    return new Change.Create(subject, attributes, reason());
  }

  Account created(String name) throws ReadFailed {
    Outcome outcome = apply(create(name));
    if (!(outcome instanceof Outcome.Applied)) {
      throw new AssertionError(outcome);
    }
    return read(name);
  }

  Change letIn(Account group, long before, Member... members) {
    return members(group, before, List.of(members), List.of());
  }

  Change letOut(Account group, long before, Member... members) {
    return members(group, before, List.of(), List.of(members));
  }

  Change members(Account group, long before, List<Member> in, List<Member> out) {
    return new Change.Members(subject(group), in, out, before, reason());
  }

  Change rename(Account group, String name) {
    Edit edit = new Edit("cn", group.values().getFirst(), List.of(name));
    return new Change.Rename(
        subject(group), new AccountKey(groupDn(name)), List.of(edit), reason());
  }

  Change describe(Account group, String text) {
    Edit edit = new Edit("description", group.values().getLast(), List.of(text));
    return new Change.Update(subject(group), List.of(edit), reason());
  }

  Change delete(Account group) {
    return new Change.Delete(subject(group), reason());
  }

  Subject subject(Account group) {
    return new Subject(
        Sort.GROUP,
        group.key(),
        Optional.of(group.anchor()),
        Optional.empty(),
        group.key().value());
  }

  static Reason reason() {
    return new Reason(Why.MOVER, "a test says so");
  }

  Account read(String name) throws ReadFailed {
    List<Account> found = new ArrayList<>();
    target.readGroups(
        new AccountRequest(
            ATTRIBUTES, Optional.of(List.of(new AccountRequest.Lookup.ByAttribute("cn", name)))),
        (group, _) -> found.add(group));
    return found.getFirst();
  }

  /// The references in each group, sorted, by its name.
  Map<String, List<String>> members() throws ReadFailed {
    Map<String, List<String>> members = new TreeMap<>();
    read(members);
    return members;
  }

  CompleteRead read(Map<String, List<String>> members) throws ReadFailed {
    return target.readGroups(
        request(),
        (group, of) ->
            members.put(group.values().getFirst().getFirst(), of.stream().sorted().toList()));
  }

  /// The same groups as a source.
  LdapSource source() {
    return new LdapSource(
        settings.build(),
        new LdapRead(
            List.of("ou=users," + area), "(objectClass=person)", Optional.empty(), Duration.ZERO),
        Optional.of(
            new LdapGroups(
                List.of("ou=groups," + area), "(objectClass=%s)".formatted(kind.objectClass()))));
  }

  /// Lets so many people in who need not be there.
  void fill(Account group, int count) {
    for (int from = 0; from < count; from += 500) {
      Member[] members = new Member[Math.min(500, count - from)];
      for (int i = 0; i < members.length; i++) {
        members[i] = member("u" + (from + i));
      }
      Outcome outcome = apply(letIn(group, from, members));
      if (!(outcome instanceof Outcome.Applied)) {
        throw new AssertionError(outcome);
      }
    }
  }

  List<String> members(String name) throws ReadFailed {
    return named(name, members());
  }

  /// What the server has under a DN.
  Entry entry(String dn) throws LDAPException {
    return Optional.ofNullable(administrator.getEntry(dn)).orElseThrow();
  }

  /// What is under a name, which has to be there.
  static <T> T named(String name, Map<String, T> all) {
    return Optional.ofNullable(all.get(name)).orElseThrow();
  }

  static AccountRequest request() {
    return new AccountRequest(ATTRIBUTES, Optional.empty());
  }

  /// Changes members as somebody else would.
  void meddle(ModificationType type, String name, String... logins) throws LDAPException {
    String[] values = new String[logins.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = kind.isByLogin() ? logins[i] : dn(logins[i]);
    }
    administrator.modify(groupDn(name), new Modification(type, kind.attribute(), values));
  }

  @Override
  public void close() {
    target.close();
    administrator.close();
  }
}
