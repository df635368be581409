// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncompleteReadTest {
  private static final int PEOPLE = 1_500;

  /// One for whom the server has no rule of its own, only its size limit of 500.
  private static final Credentials ORDINARY =
      new Credentials("cn=ordinary,ou=services,dc=example,dc=com", "long enough");

  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.reader(400).writer().initialLdif(people()));

  @Test
  void saysWhichLimitToRaiseForWhom() {
    Problem problem = failure(Settings.of(slapd.get().uri()).as(ORDINARY), new ArrayList<>());

    assertEquals("LDAP-SIZE-LIMIT", problem.code());
    assertEquals(Blame.CONFIGURATION, problem.blame());
    assertTrue(problem.what().contains("after 500 entries"), problem.text());
    assertTrue(
        problem
            .fix()
            .contains("olcLimits: dn.exact=\"%s\" size=unlimited".formatted(ORDINARY.dn())),
        problem.text());
  }

  @Test
  void saysTheSameOfALimitOnPages() {
    Settings settings = Settings.of(slapd.get().uri()).as(slapd.get().account("reader"));

    Problem problem = failure(settings, new ArrayList<>());

    assertEquals("LDAP-ADMIN-LIMIT", problem.code());
    assertTrue(problem.fix().contains("olcLimits: dn.exact=\"cn=reader,"), problem.text());
  }

  @Test
  void meetsTheLimitAlreadyWhenItChecks() {
    Settings settings = Settings.of(slapd.get().uri()).as(ORDINARY);

    List<Finding> findings = source(settings).check(request());

    Finding.Bad bad =
        findings.stream()
            .filter(Finding.Bad.class::isInstance)
            .map(Finding.Bad.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("LDAP-SIZE-LIMIT", bad.problem().code());
  }

  @ParameterizedTest
  @ValueSource(longs = {30_000, 60_000, 100_000, 150_000})
  void failsWhenTheConnectionBreaksInTheMiddle(long octets) {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      proxy.cutAfter(Direction.TO_CLIENT, octets);
      List<Identity> delivered = new ArrayList<>();

      Problem problem = failure(through(proxy), delivered);

      assertEquals("LDAP-CONNECTION-LOST", problem.code(), problem.text());
      assertTrue(delivered.size() < PEOPLE);
    }
  }

  @Test
  void startsAgainWhenTheConnectionBreaksBeforeAnythingWasDelivered() throws Exception {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      // Past the root DSE on its own connection, into the first page.
      proxy.cutOnceAfter(Direction.TO_CLIENT, 6_000);
      List<Identity> delivered = new ArrayList<>();

      CompleteRead read = source(through(proxy)).read(request(), delivered::add);

      assertEquals(PEOPLE, read.entries());
      assertEquals(PEOPLE, delivered.stream().map(Identity::origin).distinct().count());
      assertEquals(PEOPLE, delivered.size());
      assertEquals(3, proxy.accepted());
    }
  }

  @Test
  void failsWhenTheServerFallsSilent() {
    try (FaultProxy proxy = FaultProxy.to(slapd.get())) {
      Settings settings = through(proxy).timeout(Duration.ofMillis(400)).pageSize(300);
      List<Identity> delivered = new ArrayList<>();

      ReadFailed failed =
          assertThrows(
              ReadFailed.class,
              () ->
                  source(settings)
                      .read(
                          request(),
                          person -> {
                            if (delivered.isEmpty()) {
                              proxy.stall();
                            }
                            delivered.add(person);
                          }));

      assertEquals("LDAP-TIMEOUT", failed.problem().code(), failed.problem().text());
      assertFalse(delivered.isEmpty());
    }
  }

  private static Problem failure(Settings settings, List<Identity> delivered) {
    return assertThrows(ReadFailed.class, () -> source(settings).read(request(), delivered::add))
        .problem();
  }

  private static Settings through(FaultProxy proxy) {
    return Settings.of("ldap://localhost:" + proxy.port())
        .as(slapd.get().account("rollcall"))
        .pageSize(500);
  }

  private static SourceRequest request() {
    return new SourceRequest(List.of("uid", "cn", "mail"), Optional.empty());
  }

  private static LdapSource source(Settings settings) {
    return new LdapSource(
        settings.build(),
        new LdapRead(
            List.of("ou=users,dc=example,dc=com"), "(uid=*)", Optional.empty(), Duration.ZERO));
  }

  private static String people() {
    StringBuilder ldif = new StringBuilder();
    ldif.append(
        """
        dn: %s
        objectClass: organizationalRole
        objectClass: simpleSecurityObject
        cn: ordinary
        userPassword: %s

        """
            .formatted(ORDINARY.dn(), ORDINARY.password()));
    for (int i = 0; i < PEOPLE; i++) {
      ldif.append(
          """
          dn: uid=user%1$d,ou=users,dc=example,dc=com
          objectClass: inetOrgPerson
          uid: user%1$d
          cn: First Last %1$d
          sn: Last
          mail: user%1$d@example.com

          """
              .formatted(i));
    }
    return ldif.toString();
  }
}
