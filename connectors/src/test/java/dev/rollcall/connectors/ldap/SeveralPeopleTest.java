// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// People in several places, found by several filters.
class SeveralPeopleTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private String area;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
  }

  @Test
  void takesSomebodyWhoIsFoundTwiceForOnePerson() throws Exception {
    person("users", "mara", "Artist");
    person("users", "nils", "Lead");
    person("groups", "omar", "Artist");
    List<String> people = new ArrayList<>();

    CompleteRead read =
        source(
                new LdapPeople(List.of("ou=users," + area), "(uid=*)"),
                new LdapPeople(List.of(area), "(title=Artist)"))
            .read(
                new SourceRequest(List.of("uid"), Optional.empty()),
                person -> people.add(person.values("uid").getFirst()));

    Collections.sort(people);
    assertEquals(List.of("mara", "nils", "omar"), people);
    assertEquals(3, read.entries());
    assertEquals(2, read.requests());
  }

  @Test
  void checksEachOfThem() {
    List<Finding> findings =
        source(
                new LdapPeople(List.of("ou=users," + area), "(uid=*)"),
                new LdapPeople(List.of("ou=nowhere," + area), "(uid=*)"))
            .check(new SourceRequest(List.of("uid"), Optional.empty()));

    List<String> bad =
        findings.stream()
            .filter(Finding.Bad.class::isInstance)
            .map(finding -> ((Finding.Bad) finding).problem().code())
            .toList();
    assertEquals(List.of("LDAP-NO-BASE"), bad);
  }

  @Test
  void saysAllThatIsWrongWithThem() {
    Halt halt =
        assertThrows(
            Halt.class,
            () ->
                source(
                    new LdapPeople(List.of("users"), "(uid=*)"),
                    new LdapPeople(List.of(area), "(uid=*")));

    assertEquals(2, halt.problems().size());
    assertTrue(halt.problems().getFirst().what().contains("users"), halt.problems()::toString);
  }

  private static LdapSource source(LdapPeople... people) {
    SlapdServer server = slapd.get();
    return new LdapSource(
        Settings.of(server.uri()).as(server.admin()).build(),
        new LdapRead(List.of(people), Optional.empty(), Duration.ZERO));
  }

  private void person(String unit, String login, String title) {
    slapd
        .get()
        .load(
            """
            dn: uid=%1$s,ou=%2$s,%3$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %1$s
            sn: %1$s
            title: %4$s
            """
                .formatted(login, unit, area, title));
  }
}
