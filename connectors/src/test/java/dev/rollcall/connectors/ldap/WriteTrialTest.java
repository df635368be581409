// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `check --deep`.
class WriteTrialTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private static final AccountRequest REQUEST =
      new AccountRequest(List.of("objectClass", "uid", "cn", "mail", "title"), Optional.empty());

  private NoOpDirectory directory;
  private LdapTarget target;

  @BeforeEach
  void begin() throws Exception {
    directory = new NoOpDirectory();
    target =
        new LdapTarget(
            directory.settings().build(),
            new LdapAccounts(
                NoOpDirectory.USERS,
                "uid",
                Optional.empty(),
                Optional.of(new DisableBy.Attribute("employeeType", "closed", List.of())),
                Optional.empty()));
  }

  @AfterEach
  void end() {
    target.close();
    directory.close();
  }

  @Test
  void triesEveryKindOfChangeAndWritesNothing() throws Exception {
    String before = directory.content();

    List<Finding> findings = target.tryWriting(REQUEST, Kind.OF_USERS);

    assertEquals(1, findings.size(), findings::toString);
    assertTrue(
        assertInstanceOf(Finding.Good.class, findings.getFirst()).what().contains("wrote nothing"),
        findings::toString);
    assertEquals(
        List.of("cn", "mail", "title", "employeeType", "rename", "add", "delete"),
        directory.writes().stream().map(NoOpDirectory.Write::what).toList());
    assertEquals(before, directory.content());
  }

  @Test
  void theControlIsCriticalOnEveryRequest() {
    target.tryWriting(REQUEST, Kind.OF_USERS);

    assertFalse(directory.writes().isEmpty());
    assertTrue(directory.writes().stream().allMatch(NoOpDirectory.Write::isNoOperation));
  }

  @Test
  void namesEachRightThatIsMissing() throws Exception {
    String before = directory.content();
    Stream.of("mail", "add", "delete").forEach(directory::forbid);

    List<Finding> findings = target.tryWriting(REQUEST, Kind.OF_USERS);

    assertEquals(
        List.of("write mail", "add entries", "delete entries"),
        findings.stream()
            .map(finding -> assertInstanceOf(Finding.Bad.class, finding).problem())
            .peek(problem -> assertEquals("LDAP-RIGHTS", problem.code()))
            .map(problem -> problem.what().replaceAll(".*no right to (.*) below .*", "$1"))
            .toList());
    assertEquals(before, directory.content());
  }

  @Test
  void asksNothingHarmfulBeforeTheControlHasProvedToWork() {
    Stream.of("cn", "mail", "title", "employeeType").forEach(directory::forbid);

    List<Finding> findings = target.tryWriting(REQUEST, Kind.OF_USERS);

    assertTrue(
        directory.writes().stream()
            .noneMatch(write -> Set.of("rename", "add", "delete").contains(write.what())));
    assertEquals("LDAP-TRIAL-REFUSED", problem(findings.getLast()).code());
  }

  @Test
  void stopsAtOnceWhereTheControlIsNotHonoured() {
    directory.lie();

    List<Finding> findings = target.tryWriting(REQUEST, Kind.OF_USERS);

    assertEquals(1, directory.writes().size());
    assertEquals("LDAP-TRIAL-IGNORED", problem(findings.getLast()).code());
  }

  @Test
  void saysPlainlyThatARealServerDoesNotOfferItAndWhatWasLookedAtInstead() throws Exception {
    assertNotOffered(slapd.get(), "a value that is not there");
    assertNotOffered(server389.get(), "effective rights");
    assertNotOffered(samba.get(), "allowedChildClassesEffective");
  }

  private static void assertNotOffered(LdapServer server, String instead) throws Exception {
    boolean windows = server instanceof SambaServer;
    String users = "ou=users," + server.freshArea();
    server.load(
        "dn: cn=mara,%s\nobjectClass: %s\ncn: mara\nsn: Lind\n"
            .formatted(users, windows ? "user" : "inetOrgPerson"));
    LdapAccounts accounts =
        new LdapAccounts(users, "cn", Optional.of("(sn=*)"), Optional.empty(), Optional.empty());
    try (LdapTarget real =
        new LdapTarget(Settings.secure(server, server.admin()).build(), accounts)) {
      List<Finding> findings =
          real.tryWriting(
              new AccountRequest(List.of("cn", "sn"), Optional.empty()),
              EnumSet.of(Kind.CREATE, Kind.UPDATE));

      Problem problem = assertInstanceOf(Finding.Warning.class, findings.getFirst()).problem();
      assertEquals("LDAP-NO-TRIAL", problem.code());
      assertTrue(problem.why().contains(WriteTrial.NO_OPERATION), problem.text());
      assertTrue(problem.why().contains(instead), problem.text());
    }
  }

  private static Problem problem(Finding finding) {
    return switch (finding) {
      case Finding.Good good -> throw new AssertionError(good);
      case Finding.Warning(Problem problem) -> problem;
      case Finding.Bad(Problem problem) -> problem;
    };
  }
}
