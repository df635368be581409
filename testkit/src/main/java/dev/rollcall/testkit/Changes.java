// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

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
import java.util.SortedMap;
import java.util.TreeMap;

/// Makes, applies and looks at changes of one target the way a run does.
final class Changes {
  private final TargetUnderTest under;

  Changes(TargetUnderTest under) {
    this.under = under;
  }

  Outcome apply(Change change) {
    List<Outcome> outcomes = under.target().apply(List.of(change));
    return outcomes.getFirst();
  }

  /// Creates a person and reads the account back.
  Account created(String login) throws ReadFailed {
    apply(create(login));
    return read(login);
  }

  Change create(String login) throws ReadFailed {
    return create(under.person(login));
  }

  Change create(Attributes attributes) throws ReadFailed {
    AccountKey key = key(attributes, Optional.empty());
    Subject subject = new Subject(key, Optional.empty(), Optional.empty(), key.value());
    return new Change.Create(subject, attributes, reason(Why.JOINER));
  }

  Change update(Account account, String attribute, String value) {
    return new Change.Update(
        subject(account), List.of(edit(account, attribute, value)), reason(Why.MOVER));
  }

  Change rename(Account account, String login, Edit... more) throws ReadFailed {
    List<Edit> edits = new ArrayList<>(List.of(more));
    edits.add(edit(account, under.naming(), login));
    return new Change.Rename(
        subject(account),
        key(afterwards(account, edits), Optional.of(account.key())),
        edits,
        reason(Why.MOVER));
  }

  Change disable(Account account) {
    return new Change.Disable(subject(account), reason(Why.LEAVER));
  }

  Change enable(Account account, Edit... edits) throws ReadFailed {
    AccountKey to = key(afterwards(account, List.of(edits)), Optional.of(account.key()));
    return new Change.Enable(subject(account), to, List.of(edits), reason(Why.RETURNER));
  }

  Change delete(Account account) {
    return new Change.Delete(subject(account), reason(Why.LEAVER));
  }

  Edit edit(Account account, String attribute, String value) {
    return new Edit(attribute, values(account, attribute), List.of(value));
  }

  Subject subject(Account account) {
    return new Subject(
        account.key(), Optional.of(account.anchor()), Optional.empty(), account.key().value());
  }

  List<String> values(Account account, String attribute) {
    return account.values().get(under.attributes().indexOf(attribute));
  }

  /// The one account with this login.
  Account read(String login) throws ReadFailed {
    return only(new Lookup.ByAttribute(under.naming(), login)).getFirst();
  }

  List<Account> only(Lookup... lookups) throws ReadFailed {
    return read(new AccountRequest(under.attributes(), Optional.of(List.of(lookups))));
  }

  /// Every account there is.
  List<Account> all() throws ReadFailed {
    return read(request());
  }

  AccountRequest request() {
    return new AccountRequest(under.attributes(), Optional.empty());
  }

  private List<Account> read(AccountRequest request) throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    under.target().read(request, accounts::add);
    return accounts;
  }

  private AccountKey key(Attributes attributes, Optional<AccountKey> current) throws ReadFailed {
    return under.target().model().key(attributes, current).orElseThrow();
  }

  private Attributes afterwards(Account account, List<Edit> edits) {
    SortedMap<String, List<String>> all =
        new TreeMap<>(Attributes.of(under.attributes(), account.values()).all());
    edits.forEach(edit -> all.put(edit.attribute(), edit.after()));
    return new Attributes(all);
  }

  private static Reason reason(Why why) {
    return new Reason(why, "the contract says so");
  }
}
