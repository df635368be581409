// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanWriter;
import dev.rollcall.engine.snapshot.AccountTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// Looks at the accounts of intentions whose outcome nobody wrote down, because the process was
/// killed: each was made, or was not.
final class Looking {
  private final AccountTable accounts;
  private final AccountModel model;
  private final List<String> names;
  private final List<Seen> seen = new ArrayList<>();

  private record Seen(Journal.Open intention, boolean made, Optional<Anchor> account) {}

  Looking(List<Journal.Open> open, AccountTable accounts, Sync sync) {
    this.accounts = accounts;
    this.model = accounts.model();
    this.names = sync.mapping().attributes().stream().map(AttributeMapping::attribute).toList();
    Set<Anchor> madeLater = new HashSet<>();
    for (Journal.Open each : open.reversed()) {
      Optional<Anchor> known = each.change().subject().account();
      Optional<Account> account = account(each.change());
      boolean made = known.map(madeLater::contains).orElse(false) || made(each.change(), account);
      if (made) {
        known.ifPresent(madeLater::add);
      }
      seen.add(new Seen(each, made, account.map(Account::anchor)));
    }
  }

  /// How to find the accounts of these intentions.
  static List<Lookup> lookups(List<Journal.Open> open, AccountModel model) {
    List<Lookup> lookups = new ArrayList<>();
    for (Journal.Open each : open) {
      each.change()
          .subject()
          .account()
          .ifPresent(anchor -> lookups.add(new Lookup.ByAnchor(anchor.value())));
      if (each.change() instanceof Change.Create create) {
        create.attributes().values(model.naming()).stream()
            .map(name -> new Lookup.ByAttribute(model.naming(), name))
            .forEach(lookups::add);
      }
    }
    return lookups;
  }

  private Optional<Account> account(Change change) {
    if (change instanceof Change.Create create) {
      return create.attributes().values(model.naming()).stream()
          .map(accounts::byNaming)
          .filter(number -> number >= 0)
          .findFirst()
          .map(accounts::account);
    }
    return change
        .subject()
        .account()
        .map(anchor -> accounts.byAnchor(anchor.value()))
        .filter(number -> number >= 0)
        .map(accounts::account);
  }

  private boolean made(Change change, Optional<Account> account) {
    if (account.isEmpty()) {
      return change instanceof Change.Delete;
    }
    Account actual = account.get();
    return switch (change) {
      case Change.Create create ->
          create.subject().key().equals(actual.key())
              && create.attributes().all().entrySet().stream()
                  .allMatch(each -> holds(actual, each.getKey(), each.getValue()));
      case Change.Rename rename -> rename.to().equals(actual.key());
      case Change.Update update -> hasAll(actual, update.edits());
      case Change.Enable enable -> actual.enabled() && enable.to().equals(actual.key());
      case Change.Disable _ -> !actual.enabled();
      case Change.Delete _, Change.Members _ -> false;
    };
  }

  private boolean hasAll(Account account, List<Edit> edits) {
    return edits.stream().allMatch(edit -> holds(account, edit.attribute(), edit.after()));
  }

  private boolean holds(Account account, String attribute, List<String> values) {
    int column = AccountTable.column(names, attribute);
    ValueRule rule = model.attribute(attribute).rule();
    return column < 0
        || rule.normal(account.values().get(column)).containsAll(rule.normal(values))
            && (!values.isEmpty() || account.values().get(column).isEmpty());
  }

  /// What is to be remembered of it.
  void note(PlanWriter plan) {
    for (Seen each : seen) {
      plan.note(new Note.Settled(each.intention.run(), each.intention.seq(), each.made));
    }
    created((owner, account) ->
        plan.note(new Note.Link(model.sort(), new Anchor(owner), new Anchor(account))));
  }

  /// The pairs of identity and account that were made and never remembered.
  void created(BiConsumer<String, String> pair) {
    for (Seen each : seen) {
      Optional<Anchor> owner = each.intention.change().subject().owner();
      if (each.intention.change() instanceof Change.Create
          && each.made
          && owner.isPresent()
          && each.account.isPresent()) {
        pair.accept(owner.get().value(), each.account.get().value());
      }
    }
  }

  /// The accounts that Rollcall disabled: those that are remembered so, and those of intentions.
  Set<String> closed(Set<String> remembered) {
    Set<String> closed = new HashSet<>(remembered);
    for (Seen each : seen) {
      if (each.made && each.intention.change() instanceof Change.Disable) {
        each.account.map(Anchor::value).ifPresent(closed::add);
      }
    }
    return closed;
  }
}
