// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldif.LDIFReader;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapTargetTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .overlays("ppolicy", "refint")
              .account("watcher", OptionalInt.empty())
              .writer("ou=users", "ou=areas"));

  private String users;
  private Desk desk;

  @BeforeEach
  void begin() throws Exception {
    users = "ou=users," + slapd.get().freshArea();
    desk = desk(slapd.get().account("rollcall"), Optional.empty());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void saysThatTheEntryAboveIsMissing() throws Exception {
    users = "ou=nobody," + users;
    try (Desk nowhere = desk(slapd.get().account("rollcall"), Optional.empty())) {
      assertRefused("LDAP-NO-PARENT", nowhere.apply(nowhere.create("mara")));
    }
  }

  @Test
  void saysWhoLacksWhichRight() throws Exception {
    try (Desk watcher = desk(slapd.get().account("watcher"), Optional.empty())) {
      Problem problem = assertRefused("LDAP-RIGHTS", watcher.apply(watcher.create("mara")));

      assertTrue(problem.what().contains("cn=watcher,"), problem.text());
      assertTrue(problem.fix().contains("olcAccess: to dn.subtree=\"" + users), problem.text());
    }
  }

  @Test
  void saysWhatTheObjectClassesDemand() throws Exception {
    assertRefused("LDAP-OBJECT-CLASS", desk.apply(desk.create("mara", Map.of("sn", List.of()))));
  }

  @Test
  void saysThatAnAttributeIsUnknown() throws Exception {
    Change create = desk.create("mara", Map.of("mial", List.of("x")));

    assertRefused("LDAP-UNKNOWN-ATTRIBUTE", desk.apply(create));
  }

  @Test
  void saysThatAValueHasTheWrongSyntax() throws Exception {
    Change create = desk.create("mara", Map.of("manager", List.of("the boss")));

    assertRefused("LDAP-SYNTAX", desk.apply(create));
  }

  @Test
  void saysThatSomethingIsBelow() throws Exception {
    Account mara = desk.created("mara");
    slapd.get().load("dn: cn=phone,%s\nobjectClass: device\ncn: phone\n".formatted(mara.key()));

    assertRefused("LDAP-HAS-CHILDREN", desk.apply(desk.delete(mara)));
  }

  @Test
  void correctsTheCaseOfALogin() throws Exception {
    Account mara = desk.created("mara");

    Outcome outcome = desk.apply(desk.rename(mara, "Mara"));

    assertInstanceOf(Outcome.Applied.class, outcome);
    Account renamed = desk.read("mara");
    assertEquals("uid=Mara," + users, renamed.key().value());
    assertEquals(List.of("Mara"), desk.values(renamed, "uid"));
    assertEquals(mara.anchor(), renamed.anchor());
  }

  @Test
  void renamesAmongAllOtherNames() throws Exception {
    desk.load(
        "dn: cn=M+uid=mara,%s\ncn: M\ncn: Mara\nuid: mara\nuid: old\nsn: L\n".formatted(users));
    Account mara = desk.read("mara");
    Edit logins = new Edit("uid", List.of("mara", "old"), List.of("holm", "old"));

    Outcome outcome = desk.apply(desk.rename(mara, List.of(logins)));

    assertInstanceOf(Outcome.Applied.class, outcome);
    Account renamed = desk.read("holm");
    assertEquals("cn=M+uid=holm," + users, renamed.key().value());
    assertEquals(Set.of("holm", "old"), Set.copyOf(desk.values(renamed, "uid")));
    assertEquals(Set.of("M", "Mara"), Set.copyOf(desk.values(renamed, "cn")));
  }

  @Test
  void changesOnlyTheValuesThatChange() throws Exception {
    Account mara =
        desk.created("mara", Map.of("mail", List.of("mara@example.com", "m1@example.com")));
    Edit edit =
        new Edit(
            "mail",
            List.of("mara@example.com", "m1@example.com"),
            List.of("mara@example.com", "m2@example.com"));
    desk.meddle(mara, "mail", "mara@example.com", "m1@example.com", "theirs@example.com");

    Outcome outcome = desk.apply(desk.update(mara, edit));

    assertInstanceOf(Outcome.Applied.class, outcome);
    assertEquals(
        Set.of("mara@example.com", "m2@example.com", "theirs@example.com"),
        Set.copyOf(desk.values(desk.read("mara"), "mail")));
  }

  @Test
  void removesAndAddsWholeAttributes() throws Exception {
    Account mara = desk.created("mara");

    desk.apply(
        desk.update(
            mara,
            new Edit("displayName", List.of("Mara Lind"), List.of()),
            new Edit("telephoneNumber", List.of(), List.of("+49 30 1234"))));

    Account after = desk.read("mara");
    assertEquals(List.of(), desk.values(after, "displayName"));
    assertEquals(List.of("+49 30 1234"), desk.values(after, "telephoneNumber"));
  }

  @Test
  void seesThatAnotherEntryHasTheNameNow() throws Exception {
    Account mara = desk.created("mara");
    desk.apply(desk.delete(mara));
    Account other = desk.created("mara");

    assertInstanceOf(Outcome.AlreadyDone.class, desk.apply(desk.delete(mara)));
    assertStale("LDAP-STALE", desk.apply(desk.rename(mara, "holm")));
    Outcome update =
        desk.apply(
            desk.update(mara, new Edit("displayName", List.of("Mara Lind"), List.of("Other"))));
    assertInstanceOf(Outcome.Stale.class, update);
    assertEquals(other, desk.read("mara"));
  }

  @Test
  void doesNotTakeAMoveForADeletion() throws Exception {
    Account mara = desk.created("mara");
    desk.apply(desk.rename(mara, "holm"));

    Problem problem = assertStale("LDAP-STALE", desk.apply(desk.delete(mara)));

    assertTrue(problem.why().contains("uid=holm,"), problem.text());
    assertEquals(mara.anchor(), desk.read("holm").anchor());
  }

  @Test
  void disablesByAnyAttributeAndRestoresIt() throws Exception {
    DisableBy by = new DisableBy.Attribute("employeeType", "closed", List.of("open", "staff"));
    try (Desk shells = desk(slapd.get().account("rollcall"), Optional.of(by))) {
      Account mara = shells.created("mara");
      shells.apply(shells.disable(mara));
      Account closed = shells.read("mara");

      shells.apply(shells.enable(closed));

      assertFalse(closed.enabled());
      assertTrue(shells.read("mara").enabled());
      assertEquals(
          Set.of("open", "staff"), Set.copyOf(shells.values(shells.read("mara"), "employeeType")));
    }
  }

  @Test
  void doesNotTakeALockOfWrongPasswordsForADisabledAccount() throws Exception {
    Account mara = desk.created("mara");
    desk.meddle(mara, "pwdAccountLockedTime", "20261120070000Z");

    assertTrue(desk.read("mara").enabled());
  }

  @Test
  void takesLookupsAsValuesNeverAsSyntax() throws Exception {
    desk.created("mara");

    assertEquals(List.of(), desk.only(new Lookup.ByAttribute("uid", "*")));
    assertEquals(List.of(), desk.only(new Lookup.ByAttribute("uid", "x)(uid=mara")));
    assertEquals(List.of(), desk.only(new Lookup.ByAnchor("*")));
    assertEquals(1, desk.only(new Lookup.ByAttribute("uid", "MARA")).size());
    assertEquals(List.of(), desk.only());
  }

  @Test
  void findsManyByManyLookupsEachOnce() throws Exception {
    Lookup[] lookups = new Lookup[250];
    for (int i = 0; i < 125; i++) {
      Account account = desk.created("u" + i);
      lookups[i] = new Lookup.ByAttribute("uid", "u" + i);
      lookups[i + 125] = new Lookup.ByAnchor(account.anchor().value());
    }

    List<Account> found = desk.only(lookups);

    assertEquals(125, found.size());
    assertEquals(125, found.stream().map(Account::anchor).distinct().count());
  }

  @Test
  void keepsSecretsOutOfTheBackup() throws Exception {
    Account mara = desk.created("mara", Map.of("description", List.of("two\nlines")));
    desk.meddle(mara, "userPassword", "long enough");
    StringBuilder ldif = new StringBuilder();

    desk.target().backup(List.of(desk.subject(mara)), ldif);

    assertFalse(ldif.toString().toLowerCase(Locale.ROOT).contains("userpassword"));
    assertTrue(ldif.toString().startsWith("version: 1\n"), ldif.toString());
    try (LDIFReader reader =
        new LDIFReader(new BufferedReader(new StringReader(ldif.toString())))) {
      assertEquals(
          "two\nlines",
          Objects.requireNonNull(reader.readEntry()).getAttributeValue("description"));
    }
  }

  @Test
  void showsAChangeAsLdif() throws Exception {
    Account mara = desk.created("mara");
    Edit title = new Edit("displayName", List.of("Mara Lind"), List.of("Mara Holm"));

    assertEquals(
        List.of(
            """
            dn: uid=mara,%1$s
            changetype: moddn
            newrdn: uid=holm
            deleteoldrdn: 1
            """
                .formatted(users),
            """
            dn: uid=holm,%1$s
            changetype: modify
            delete: displayName
            displayName: Mara Lind
            -
            add: displayName
            displayName: Mara Holm
            -
            """
                .formatted(users)),
        desk.target()
            .ldif(
                desk.rename(
                    mara, List.of(new Edit("uid", List.of("mara"), List.of("holm")), title))));
  }

  @Test
  void findsTheMissingRightBeforeItWrites() throws Exception {
    desk.created("mara");
    AccountRequest request = desk.request();
    try (Desk watcher = desk(slapd.get().account("watcher"), Optional.empty())) {
      List<String> bad = codes(watcher.target().check(request, Kind.OF_USERS));

      assertEquals(Set.of("LDAP-RIGHTS"), Set.copyOf(bad));
      assertEquals(List.of(), codes(desk.target().check(request, Kind.OF_USERS)));
      assertEquals(List.of("Mara Lind"), desk.values(desk.read("mara"), "displayName"));
    }
  }

  @Test
  void findsAnUnknownAttributeAndTheWayToDisableMissing() throws Exception {
    try (SlapdServer bare = SlapdServer.start();
        LdapTarget target =
            new LdapTarget(
                Settings.of(bare.uri()).as(bare.admin()).build(),
                new LdapAccounts(
                    bare.usersDn(), "uid", Optional.empty(), Optional.empty(), Optional.empty()))) {
      List<Finding> findings =
          target.check(
              new AccountRequest(List.of("uid", "mial"), Optional.empty()), Set.of(Kind.DISABLE));

      assertEquals(List.of("LDAP-UNKNOWN-ATTRIBUTE", "LDAP-NO-DISABLE"), codes(findings));
    }
  }

  @Test
  void cannotReadAccountsWithoutTheirAnchor() throws Exception {
    desk.created("mara");
    LdapAccounts accounts =
        new LdapAccounts(
            users, "uid", Optional.empty(), Optional.empty(), Optional.of("nsUniqueId"));
    try (LdapTarget target =
        new LdapTarget(
            Settings.of(slapd.get().uri()).as(slapd.get().account("rollcall")).build(), accounts)) {
      ReadFailed failed =
          assertThrows(ReadFailed.class, () -> target.read(desk.request(), _ -> {}));

      assertEquals("LDAP-NO-ANCHOR", failed.problem().code());
    }
  }

  private Desk desk(Credentials who, Optional<DisableBy> by) throws Exception {
    return Desk.at(users, Settings.of(slapd.get().uri()).as(who), by, slapd.get().connect());
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream()
        .filter(Finding.Bad.class::isInstance)
        .map(finding -> ((Finding.Bad) finding).problem().code())
        .toList();
  }

  private static Problem assertRefused(String code, Outcome outcome) {
    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals(code, problem.code(), problem.text());
    return problem;
  }

  private static Problem assertStale(String code, Outcome outcome) {
    Problem problem = assertInstanceOf(Outcome.Stale.class, outcome).problem();
    assertEquals(code, problem.code(), problem.text());
    return problem;
  }
}
