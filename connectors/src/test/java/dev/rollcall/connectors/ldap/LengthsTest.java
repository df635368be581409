// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bounds that Active Directory keeps beside its subschema.
class LengthsTest {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private static final List<String> MAPPED =
      List.of(
          "objectClass",
          "cn",
          "sAMAccountName",
          "displayName",
          "department",
          "initials",
          "countryCode",
          "networkAddress");

  private String login;
  private AdDesk desk;

  @BeforeEach
  void begin() throws Exception {
    SambaServer server = samba.get();
    login = "u" + UUID.randomUUID().toString().substring(0, 13);
    LdapAccounts accounts =
        new LdapAccounts(
            "OU=users," + Capitals.of(server.freshArea()),
            "cn",
            Optional.of("(objectClass=user)"),
            Optional.empty(),
            Optional.empty(),
            NewAccounts.PLAIN);
    desk = AdDesk.at(Settings.secure(server, server.admin()), accounts, server.connect());
    desk.target().managing(MAPPED);
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource({"department, 64", "displayName, 256", "initials, 6"})
  void aValueMayBeSoLongAndNoLonger(String attribute, int most) throws Exception {
    String fits = "ä".repeat(most);

    assertEquals(List.of(), flaws(attribute, fits));
    Problem problem = only(flaws(attribute, fits + "x"));
    assertInstanceOf(Outcome.Applied.class, desk.apply(with(attribute, fits)));

    assertEquals("LDAP-TOO-LONG", problem.code());
    assertEquals(Blame.DATA, problem.blame());
    assertTrue(problem.what().startsWith(attribute + ":"), problem.text());
    assertTrue(
        problem
            .why()
            .contains("%,d characters, the server's schema gives it %,d".formatted(most + 1, most)),
        problem.text());
    assertTrue(problem.fix().contains("mapping of " + attribute), problem.text());
  }

  @Test
  void theServerRefusesWhatIsTooLong() throws Exception {
    Outcome outcome = desk.apply(with("department", "x".repeat(65)));

    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertTrue(List.of("LDAP-SYNTAX", "LDAP-CONSTRAINT").contains(problem.code()), problem.text());
  }

  @Test
  void countsAsTheServerDoesWhereALetterTakesTwoUnits() throws Exception {
    assertEquals(List.of(), flaws("initials", "😀😀😀"));
    assertEquals("LDAP-TOO-LONG", only(flaws("initials", "😀😀😀😀")).code());
  }

  @Test
  void aNumberMayBeSoGreat() throws Exception {
    assertEquals(List.of(), flaws("countryCode", "65535"));
    assertEquals("LDAP-SYNTAX", only(flaws("countryCode", "65536")).code());
  }

  @Test
  void aValueMayBeTooShort() {
    List<Problem> flaws = new ArrayList<>();
    Lengths.Range range = new Lengths.Range(Optional.of(3L), Optional.empty());
    ValueFlaws.Rule rule =
        new ValueFlaws.Rule(
            "employeeID",
            true,
            false,
            true,
            false,
            SchemaFacts.SYNTAX_DIRECTORY_STRING,
            0,
            Optional.of(range));

    new ValueFlaws("directory").find(rule, List.of("007"), flaws);
    new ValueFlaws("directory").find(rule, List.of("07"), flaws);

    assertEquals("LDAP-TOO-SHORT", only(flaws).code());
    assertTrue(only(flaws).why().contains("at least 3"), flaws::toString);
  }

  @Test
  void findsItInAChangeToo() throws Exception {
    Attributes wanted =
        new Attributes(new TreeMap<>(Map.of("department", List.of("x".repeat(65)))));

    assertEquals(
        "LDAP-TOO-LONG", only(desk.target().model().flawsInChange(wanted, List.of())).code());
  }

  @Test
  void aCheckSaysTheBounds() {
    List<Finding> findings =
        desk.target()
            .check(new AccountRequest(MAPPED, Optional.empty()), EnumSet.noneOf(Kind.class));

    assertTrue(findings.toString().contains("department 64, displayName 256"), findings::toString);
  }

  private List<Problem> flaws(String attribute, String value) throws Exception {
    return desk.target().model().flawsInNew(with(attribute, value).attributes());
  }

  private Change.Create with(String attribute, String value) throws Exception {
    Change.Create create = desk.create("Mara Lind", login);
    TreeMap<String, List<String>> all = new TreeMap<>(create.attributes().all());
    all.put(attribute, List.of(value));
    return new Change.Create(create.subject(), new Attributes(all), create.reason());
  }

  private static Problem only(List<Problem> problems) {
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst();
  }
}
