// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every target promises. A connector joins the house by passing this against its real server.
public interface TargetContract {
  /// The target and what is known of it; the same one for the whole of a test.
  TargetUnderTest under();

  @Test
  default void findsNothingBadInWhatIsSetUpWell() {
    List<Finding> findings = under().target().check(changes().request(), under().kinds());

    assertFalse(findings.isEmpty());
    assertEquals(List.of(), findings.stream().filter(Finding.Bad.class::isInstance).toList());
  }

  @Test
  default void seesWhatTheServerWouldRefuseBeforeItIsAsked() throws Exception {
    AccountModel model = under().target().model();

    assertEquals(List.of(), model.flawsInNew(under().person(login())));
    assertFalse(model.flawsInNew(under().unacceptable(login())).isEmpty());
  }

  @Test
  default void readsWhatItCreated() throws Exception {
    String login = login();
    Change create = changes().create(login);

    Outcome.Applied applied = assertInstanceOf(Outcome.Applied.class, changes().apply(create));
    Account account = changes().read(login);

    assertEquals(create.subject().key(), account.key());
    assertTrue(account.enabled());
    assertEquals(account.anchor(), applied.account().orElse(account.anchor()));
    assertHolds(under().person(login), account);
  }

  @Test
  default void creatingTwiceIsAlreadyDone() throws Exception {
    Change create = changes().create(login());

    changes().apply(create);

    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(create));
  }

  @Test
  default void doesNotTakeOverSomebodyElsesAccount() throws Exception {
    String login = login();
    Account account = changes().created(login);
    under().meddle(account.key(), under().plain(), "Somebody Else");

    Outcome outcome = changes().apply(changes().create(login));

    assertInstanceOf(Outcome.Refused.class, outcome);
    assertEquals(
        List.of("Somebody Else"), changes().values(changes().read(login), under().plain()));
  }

  @Test
  default void updatesOnceAndFindsItDoneTheSecondTime() throws Exception {
    assumeTrue(under().kinds().contains(Kind.UPDATE));
    String login = login();
    Account before = changes().created(login);
    Change update = changes().update(before, under().plain(), "Changed");

    assertInstanceOf(Outcome.Applied.class, changes().apply(update));
    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(update));

    Account after = changes().read(login);
    assertEquals(List.of("Changed"), changes().values(after, under().plain()));
    assertEquals(before.anchor(), after.anchor());
  }

  @Test
  default void doesNotWriteOverWhatSomebodyElseWrote() throws Exception {
    assumeTrue(under().kinds().contains(Kind.UPDATE));
    String login = login();
    Account seen = changes().created(login);
    under().meddle(seen.key(), under().plain(), "Meddled");

    Outcome outcome = changes().apply(changes().update(seen, under().plain(), "Changed"));

    assertInstanceOf(Outcome.Stale.class, outcome);
    assertEquals(List.of("Meddled"), changes().values(changes().read(login), under().plain()));
  }

  @Test
  default void disablesTheAccountAndKeepsIt() throws Exception {
    assumeTrue(under().kinds().contains(Kind.DISABLE));
    String login = login();
    Account before = changes().created(login);
    Change disable = changes().disable(before);

    assertInstanceOf(Outcome.Applied.class, changes().apply(disable));
    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(disable));

    Account after = changes().read(login);
    assertFalse(after.enabled());
    assertEquals(before.anchor(), after.anchor());
    assertHolds(under().person(login), after);
  }

  @Test
  default void enablesWhomItDisabled() throws Exception {
    assumeTrue(under().kinds().contains(Kind.ENABLE));
    String login = login();
    changes().apply(changes().disable(changes().created(login)));
    Account closed = changes().read(login);
    Change enable = changes().enable(closed, changes().edit(closed, under().plain(), "Returned"));

    assertInstanceOf(Outcome.Applied.class, changes().apply(enable));
    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(enable));

    Account after = changes().read(login);
    assertTrue(after.enabled());
    assertEquals(closed.anchor(), after.anchor());
    assertEquals(List.of("Returned"), changes().values(after, under().plain()));
  }

  @Test
  default void renamesAndKeepsTheAnchor() throws Exception {
    assumeTrue(under().kinds().contains(Kind.RENAME));
    Account before = changes().created(login());
    String married = login();
    Change rename =
        changes().rename(before, married, changes().edit(before, under().plain(), "Married"));

    assertInstanceOf(Outcome.Applied.class, changes().apply(rename));
    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(rename));

    Account after = changes().read(married);
    assertEquals(rename.keyAfterwards(), after.key());
    assertEquals(before.anchor(), after.anchor());
    assertEquals(List.of("Married"), changes().values(after, under().plain()));
    assertEquals(List.of(after), changes().only(new Lookup.ByAnchor(before.anchor().value())));
  }

  @Test
  default void doesNotRenameOntoSomebodyElse() throws Exception {
    assumeTrue(under().kinds().contains(Kind.RENAME));
    String taken = login();
    Account other = changes().created(taken);
    Account account = changes().created(login());

    Outcome outcome = changes().apply(changes().rename(account, taken));

    assertInstanceOf(Outcome.Refused.class, outcome);
    assertEquals(other, changes().read(taken));
  }

  @Test
  default void deletesOnceAndFindsItDoneTheSecondTime() throws Exception {
    assumeTrue(under().kinds().contains(Kind.DELETE));
    Account account = changes().created(login());
    Change delete = changes().delete(account);

    assertInstanceOf(Outcome.Applied.class, changes().apply(delete));
    assertInstanceOf(Outcome.AlreadyDone.class, changes().apply(delete));

    assertEquals(List.of(), changes().only(new Lookup.ByAnchor(account.anchor().value())));
  }

  @Test
  default void doesNotUpdateAnAccountThatIsGone() throws Exception {
    assumeTrue(under().kinds().contains(Kind.DELETE));
    Account account = changes().created(login());
    changes().apply(changes().delete(account));

    Outcome outcome = changes().apply(changes().update(account, under().plain(), "Changed"));

    assertInstanceOf(Outcome.Stale.class, outcome);
  }

  @Test
  default void oneBadChangeCostsItselfOnly() throws Exception {
    List<Change> batch = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      batch.add(
          i == 7 ? changes().create(under().unacceptable(login())) : changes().create(login()));
    }

    List<Outcome> outcomes = under().target().apply(batch);

    assertEquals(20, outcomes.size());
    for (int i = 0; i < 20; i++) {
      Class<? extends Outcome> expected = i == 7 ? Outcome.Refused.class : Outcome.Applied.class;
      assertInstanceOf(expected, outcomes.get(i), "change " + i);
    }
  }

  @Test
  default void doesNothingWhenThereIsNothingToDo() {
    assertEquals(List.of(), under().target().apply(List.of()));
  }

  @Test
  default void readsTheSameTwice() throws Exception {
    changes().created(login());
    changes().created(login());

    List<Account> first = changes().all();
    List<Account> second = changes().all();

    assertTrue(first.size() >= 2);
    assertEquals(new HashSet<>(first), new HashSet<>(second));
    assertEquals(first.size(), new HashSet<>(first).size());
  }

  @Test
  default void findsJustTheAccountsItIsAskedFor() throws Exception {
    Account byAnchor = changes().created(login());
    String login = login();
    Account byLogin = changes().created(login);
    changes().created(login());

    List<Account> found =
        changes()
            .only(
                new Lookup.ByAnchor(byAnchor.anchor().value()),
                new Lookup.ByAttribute(under().naming(), login),
                new Lookup.ByAttribute(under().naming(), login()));

    assertEquals(2, found.size());
    assertEquals(new HashSet<>(List.of(byAnchor, byLogin)), new HashSet<>(found));
  }

  @Test
  default void valuesComeBackAsTheyWereGiven() throws Exception {
    List<String> values =
        List.of(
            "Zoë Ångström",
            "李薇",
            "O'Neil \"Bob\" \\ / <b>&amp;</b>",
            "*)(uid=*",
            "a,b+c=d;e#f",
            "100 % {brace} ${dollar} --",
            "🎬 emoji");
    String login = login();
    changes().created(login);

    for (String value : values) {
      Account before = changes().read(login);
      Outcome outcome = changes().apply(changes().update(before, under().plain(), value));

      assertInstanceOf(Outcome.Applied.class, outcome, value);
      assertEquals(List.of(value), changes().values(changes().read(login), under().plain()));
    }
  }

  @Test
  default void backsUpTheAccountsThatAreTouched() throws Exception {
    Account touched = changes().created(login());
    Account other = changes().created(login());
    StringBuilder some = new StringBuilder();
    StringBuilder all = new StringBuilder();

    under().target().backup(List.of(changes().subject(touched)), some);
    CompleteRead read = under().target().backupAll(all);

    assertTrue(some.toString().contains(touched.anchor().value()));
    assertFalse(some.toString().contains(other.anchor().value()));
    assertTrue(all.toString().contains(touched.anchor().value()));
    assertTrue(all.toString().contains(other.anchor().value()));
    assertTrue(read.entries() >= 2);
  }

  @Test
  default void leavesAccountsThatAreGoneOutOfTheBackup() throws Exception {
    assumeTrue(under().kinds().contains(Kind.DELETE));
    Account gone = changes().created(login());
    changes().apply(changes().delete(gone));
    StringBuilder backup = new StringBuilder();

    under().target().backup(List.of(changes().subject(gone)), backup);

    assertFalse(backup.toString().contains(gone.anchor().value()));
  }

  @Test
  default void anAccountStaysWhereItIsWhileNothingAboutItsNameChanges() throws Exception {
    Account account = changes().created(login());
    AccountModel model = under().target().model();
    Attributes held = Attributes.of(under().attributes(), account.values());

    assertEquals(Optional.of(account.key()), model.key(held, Optional.of(account.key())));
    assertNotEquals(
        Optional.of(account.key()), model.key(under().person(login()), Optional.empty()));
  }

  private Changes changes() {
    return new Changes(under());
  }

  private static String login() {
    return "u" + UUID.randomUUID().toString().substring(0, 13);
  }

  /// Equal by the target's own rules, so that planning again finds nothing to do.
  private void assertHolds(Attributes wanted, Account account) throws Exception {
    AccountModel model = under().target().model();
    for (String attribute : wanted.all().keySet()) {
      ValueRule rule = model.attribute(attribute).rule();
      List<String> held = rule.normal(changes().values(account, attribute));
      List<String> values = rule.normal(wanted.values(attribute));
      boolean holds =
          model.attribute(attribute).accumulates() ? held.containsAll(values) : held.equals(values);
      assertTrue(holds, () -> "%s is %s and shall be %s".formatted(attribute, held, values));
    }
  }
}
