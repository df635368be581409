// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeseenSourceTest {
  private static final List<String> NAMES =
      List.of("uid", "cn", "mail", "displayName", "objectClass", "disabled", "dn");

  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.overlays("ppolicy").writer("ou=users", "ou=areas"));

  private String area;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(uid=*)",
        "(objectClass=person)",
        "(&(objectClass=inetOrgPerson)(displayName=Mara*))",
        "(!(pwdAccountLockedTime=*))",
        "(|(mail=changed@example.com)(uid=new-*))"
      })
  void showsWhatAReadDeliversAfterTheChangesWereMade(String filter) throws Exception {
    try (Desk desk = desk(Optional.empty())) {
      assertForeseen(desk, filter);
    }
  }

  @Test
  void showsLeaversThatMoveAway() throws Exception {
    try (Desk desk = desk(Optional.of(new DisableBy.MoveTo("ou=groups," + area)))) {
      assertForeseen(desk, "(uid=*)");
    }
  }

  @Test
  void givesNewEntriesAnIdInTheMeantime() throws Exception {
    try (Desk desk = desk(Optional.empty())) {
      Change create = desk.create("mara");

      Identity mara = read(foreseen(desk, List.of(create), "(uid=*)"), "entryUUID").getFirst();

      assertEquals(List.of("new:uid=mara,ou=users," + area), mara.values("entryUUID"));
    }
  }

  private void assertForeseen(Desk desk, String filter) throws Exception {
    List<Change> changes = changes(desk);

    Map<String, List<List<String>>> foreseen =
        byDn(read(foreseen(desk, changes, filter), NAMES.toArray(String[]::new)));
    List<Outcome> outcomes = desk.target().apply(changes);
    Map<String, List<List<String>>> real = byDn(read(source(filter), NAMES.toArray(String[]::new)));

    assertTrue(outcomes.stream().allMatch(Outcome.Applied.class::isInstance), outcomes::toString);
    assertFalse(real.isEmpty());
    assertEquals(real, foreseen);
  }

  /// Two of each kind of change, and two without one.
  private static List<Change> changes(Desk desk) throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      desk.created("same" + i);
      changes.add(desk.create("new-" + i));
      changes.add(desk.rename(desk.created("rename" + i), "new-named" + i));
      Account update = desk.created("update" + i);
      changes.add(
          desk.update(
              update,
              new Edit("mail", desk.values(update, "mail"), List.of("changed@example.com")),
              new Edit("displayName", desk.values(update, "displayName"), List.of())));
      changes.add(desk.disable(desk.created("disable" + i)));
      changes.add(desk.delete(desk.created("delete" + i)));
      Account back = desk.created("back" + i);
      desk.apply(desk.disable(back));
      changes.add(desk.enable(desk.read("back" + i)));
    }
    return changes;
  }

  private Source foreseen(Desk desk, List<Change> changes, String filter) {
    return desk.target().after(changes::stream, source(filter));
  }

  private LdapSource source(String filter) {
    return new LdapSource(
        Settings.of(slapd.get().uri()).as(slapd.get().account("rollcall")).build(),
        new LdapRead(List.of("ou=users," + area), filter, Optional.empty(), Duration.ZERO));
  }

  private static List<Identity> read(Source source, String... names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source.read(new SourceRequest(List.of(names), Optional.empty()), people::add);
    return people;
  }

  private static Map<String, List<List<String>>> byDn(List<Identity> people) {
    Map<String, List<List<String>>> byDn = new TreeMap<>();
    people.forEach(person -> byDn.put(person.origin(), person.values()));
    assertEquals(people.size(), byDn.size());
    return byDn;
  }

  private Desk desk(Optional<DisableBy> by) throws Exception {
    SlapdServer server = slapd.get();
    return Desk.at(
        "ou=users," + area,
        Settings.of(server.uri()).as(server.account("rollcall")),
        by,
        server.connect());
  }
}
