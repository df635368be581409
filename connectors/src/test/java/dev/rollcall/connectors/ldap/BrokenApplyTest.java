// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenApplyTest {
  private static final int PEOPLE = 400;

  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.overlays("ppolicy").writer("ou=users", "ou=areas"));

  private FaultProxy proxy;
  private Desk desk;

  @BeforeEach
  void begin() throws Exception {
    proxy = FaultProxy.to(slapd.get());
    desk = desk(Duration.ofSeconds(10));
  }

  @AfterEach
  void end() {
    desk.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 2_000, 5_000, 10_000, 20_000})
  void losesNothingWhenTheConnectionBreaksBeforeTheAnswers(long octets) throws Exception {
    List<Change> creates = creates();
    proxy.cutOnceAfter(Direction.TO_CLIENT, octets);

    List<Outcome> outcomes = desk.target().apply(creates);

    assertDone(outcomes);
    assertEquals(PEOPLE, desk.all().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {500, 3_000, 30_000})
  void losesNothingWhenTheConnectionBreaksBeforeTheRequests(long octets) throws Exception {
    List<Change> creates = creates();
    proxy.cutOnceAfter(Direction.TO_SERVER, octets);

    List<Outcome> outcomes = desk.target().apply(creates);

    assertDone(outcomes);
    assertEquals(PEOPLE, desk.all().size());
  }

  @Test
  void goesOnWithRenamesUpdatesAndDeletes() throws Exception {
    desk.target().apply(creates());
    List<Change> changes = changes(desk.all());
    proxy.cutOnceAfter(Direction.TO_CLIENT, 3_000);

    List<Outcome> outcomes = desk.target().apply(changes);

    assertDone(outcomes);
    List<Account> after = desk.all();
    assertEquals(PEOPLE * 3 / 4, after.size());
    assertEquals(PEOPLE / 4, after.stream().filter(it -> !it.enabled()).count());
    assertEquals(PEOPLE / 4, count(after, "displayName", "Changed"));
    assertEquals(
        PEOPLE / 4, after.stream().filter(it -> it.key().value().startsWith("uid=new-")).count());
  }

  @Test
  void takesUpAnIdleConnectionThatIsDead() throws Exception {
    assertInstanceOf(Outcome.Applied.class, desk.apply(desk.create("mara")));
    proxy.cutNow();

    assertInstanceOf(Outcome.Applied.class, desk.apply(desk.create("nils")));
  }

  @Test
  void stopsWhenTheServerIsGone() throws Exception {
    List<Change> creates = creates();
    proxy.cutAfter(Direction.TO_CLIENT, 3_000);

    List<Outcome> outcomes = desk.target().apply(creates);

    assertEquals(PEOPLE, outcomes.size());
    assertInstanceOf(Outcome.Unavailable.class, outcomes.getLast());
    Outcome.Unavailable unavailable = (Outcome.Unavailable) outcomes.getLast();
    assertFalse(unavailable.retryAfter().isZero());
    assertTrue(unavailable.problem().code().startsWith("LDAP-"), unavailable.problem().text());

    proxy.pass();
    assertDone(desk.target().apply(creates));
    assertEquals(PEOPLE, desk.all().size());
  }

  @Test
  void changesNothingWhenTheServerCannotBeReached() throws Exception {
    List<Change> creates = creates();
    proxy.refuse();
    proxy.cutNow();

    List<Outcome> outcomes = desk.target().apply(creates);

    assertEquals(PEOPLE, outcomes.size());
    for (Outcome outcome : outcomes) {
      assertEquals(
          "LDAP-UNREACHABLE",
          assertInstanceOf(Outcome.Unavailable.class, outcome).problem().code());
    }
  }

  @Test
  void doesNotWaitForEverOnAServerThatIsSilent() throws Exception {
    try (Desk hasty = desk(Duration.ofMillis(300))) {
      Change create = hasty.create("mara");
      assertInstanceOf(Outcome.Applied.class, hasty.apply(create));
      proxy.stall();

      Outcome outcome = hasty.apply(hasty.create("nils"));

      assertInstanceOf(Outcome.Unavailable.class, outcome);
    }
  }

  @Test
  void survivesARestartOfTheServer() throws Exception {
    assertInstanceOf(Outcome.Applied.class, desk.apply(desk.create("mara")));
    slapd.get().kill();
    slapd.get().restart();

    assertInstanceOf(Outcome.Applied.class, desk.apply(desk.create("nils")));
    assertEquals(2, desk.all().size());
  }

  private Desk desk(Duration timeout) throws Exception {
    SlapdServer server = slapd.get();
    return Desk.at(
        "ou=users," + server.freshArea(),
        Settings.of("ldap://localhost:" + proxy.port())
            .as(server.account("rollcall"))
            .timeout(timeout),
        Optional.empty(),
        server.connect());
  }

  private List<Change> creates() throws Exception {
    List<Change> creates = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      creates.add(desk.create("user" + i));
    }
    return creates;
  }

  private List<Change> changes(List<Account> accounts) throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      changes.add(
          switch (i % 4) {
            case 0 -> desk.rename(account, "new-" + i);
            case 1 ->
                desk.update(
                    account,
                    new Edit(
                        "displayName", desk.values(account, "displayName"), List.of("Changed")));
            case 2 -> desk.disable(account);
            default -> desk.delete(account);
          });
    }
    return changes;
  }

  private long count(List<Account> accounts, String attribute, String value) {
    return accounts.stream().filter(it -> desk.values(it, attribute).contains(value)).count();
  }

  private static void assertDone(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      assertTrue(
          outcome instanceof Outcome.Applied || outcome instanceof Outcome.AlreadyDone,
          outcome::toString);
    }
  }
}
