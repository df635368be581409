// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// An account that may write people and may not write groups.
class GroupRightsTest {
  @RegisterExtension
  final ServerExtension<SlapdServer> slapd = Servers.slapd(options -> options.writer("ou=users"));

  private GroupDesk desk;
  private Account group;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    desk =
        GroupDesk.at(
            server.suffix(),
            Settings.of(server.uri()).as(server.account("rollcall")),
            GroupKind.GROUP_OF_NAMES,
            server.connect());
    server.load(
        "dn: %1$s\nobjectClass: groupOfNames\ncn: vfx\nmember: %1$s\n"
            .formatted(desk.groupDn("vfx")));
    group = desk.read("vfx");
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void isToldBeforeAnythingIsWritten() {
    List<Finding> findings =
        desk.target().checkGroups(GroupDesk.request(), EnumSet.of(Kind.MEMBERS, Kind.UPDATE_GROUP));

    List<String> bad =
        findings.stream()
            .filter(Finding.Bad.class::isInstance)
            .map(finding -> ((Finding.Bad) finding).problem())
            .filter(problem -> problem.code().equals("LDAP-RIGHTS"))
            .map(Problem::what)
            .toList();
    assertTrue(
        bad.stream().anyMatch(what -> what.contains("no right to write member below")),
        findings::toString);
    assertTrue(
        bad.stream().anyMatch(what -> what.contains("no right to write description below")),
        findings::toString);
  }

  @Test
  void isToldWhichRightIsMissing() throws Exception {
    Outcome outcome = desk.apply(desk.letIn(group, 0, desk.person("mara"), desk.person("nils")));

    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals("LDAP-RIGHTS", problem.code(), problem.text());
    assertTrue(problem.fix().contains(slapd.get().groupsDn()), problem.text());
    assertEquals(List.of(), desk.members("vfx"));
  }
}
