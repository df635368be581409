// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two servers of one directory, the first behind a proxy that breaks connections.
class FailoverTest {
  private static final int PEOPLE = 600;
  private static final int PAGES = 40_000;

  @RegisterExtension static final ServerExtension<SlapdServer> first = slapd();
  @RegisterExtension static final ServerExtension<SlapdServer> second = slapd();

  private FaultProxy proxy;

  @BeforeAll
  static void fill() {
    first.get().load(people(first.get(), "first"));
    second.get().load(people(second.get(), "second"));
  }

  @BeforeEach
  void begin() {
    proxy = FaultProxy.to(first.get());
  }

  @AfterEach
  void end() {
    proxy.close();
  }

  @Test
  void neverJoinsHalvesOfTwoServersAndReadsTheOtherOneWholeTheNextTime() throws Exception {
    proxy.cutAfter(Direction.TO_CLIENT, PAGES);
    try (LdapSource source = source()) {
      Set<String> half = new TreeSet<>();
      Set<String> whole = new TreeSet<>();
      List<String> names = new ArrayList<>();

      ReadFailed lost = assertThrows(ReadFailed.class, () -> read(source, half, new ArrayList<>()));
      read(source, whole, names);

      assertTrue(lost.isMidway());
      assertEquals("LDAP-CONNECTION-LOST", lost.problem().code());
      assertEquals(Set.of("first"), half);
      assertEquals(Set.of("second"), whole);
      assertEquals(PEOPLE, names.stream().distinct().count());
      assertEquals(PEOPLE, names.size());
    }
  }

  @Test
  void staysWithTheServerThatAnswers() throws Exception {
    LdapConnections connections = new LdapConnections(settings());
    try (LDAPConnection begun = connections.open(Use.ASKING)) {
      connections.broke(begun);
    }

    connections.open(Use.ASKING).close();
    long asked = proxy.accepted();
    connections.open(Use.ASKING).close();
    connections.open(Use.PIPELINE).close();

    assertEquals(1, asked);
    assertEquals(asked, proxy.accepted());
  }

  @Test
  void returnsToTheFirstServerWhenTheOtherBreaksToo() throws Exception {
    LdapConnections connections = new LdapConnections(settings());
    for (int port : new int[] {proxy.port(), second.get().port(), proxy.port()}) {
      try (LDAPConnection open = connections.open(Use.ASKING)) {
        assertEquals(port, open.getConnectedPort());
        connections.broke(open);
      }
    }
  }

  private static ServerExtension<SlapdServer> slapd() {
    return Servers.slapd(options -> options.admin("cn=admin,dc=example,dc=com", "of both"));
  }

  private LdapSettings settings() {
    return Settings.of("ldap://localhost:" + proxy.port(), second.get().uri())
        .as(first.get().admin())
        .pageSize(100)
        .build();
  }

  private LdapSource source() {
    return new LdapSource(
        settings(),
        new LdapRead(
            List.of(first.get().usersDn()),
            "(objectClass=inetOrgPerson)",
            Optional.empty(),
            Duration.ZERO));
  }

  private static void read(LdapSource source, Set<String> servers, List<String> names)
      throws ReadFailed {
    source.read(
        new SourceRequest(List.of("description", "uid"), Optional.empty()),
        person -> {
          servers.add(person.values("description").getFirst());
          names.add(person.values("uid").getFirst());
        });
  }

  private static String people(SlapdServer server, String which) {
    return IntStream.range(0, PEOPLE)
        .mapToObj(i ->
            """
            dn: uid=p%1$d,%2$s
            objectClass: inetOrgPerson
            uid: p%1$d
            cn: Person %1$d
            sn: %1$d
            description: %3$s

            """
                .formatted(i, server.usersDn(), which))
        .collect(Collectors.joining());
  }
}
