// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server that keeps `memberOf` and references by itself, and writes down what it is asked.
class GroupsWithOverlaysTest implements GroupsContract {
  @RegisterExtension
  final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .overlays("accesslog", "memberof", "refint", "unique")
              .writer("ou=users", "ou=groups", "ou=areas"));

  private GroupDesk desk;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    desk =
        GroupDesk.at(
            server.freshArea(),
            Settings.of(server.uri()).as(server.account("rollcall")),
            GroupKind.GROUP_OF_NAMES,
            server.connect());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Override
  public GroupDesk desk() {
    return desk;
  }

  @Test
  void changesOneOfManyByOneRequestWithOneValue() throws Exception {
    Account group = desk.created("many");
    String[] logins = new String[5000];
    Arrays.setAll(logins, i -> "u" + i);
    desk.meddle(ModificationType.ADD, "many", logins);
    Member mara = desk.person("mara");
    int before = log("many").size();

    Outcome in = desk.apply(desk.letIn(group, 5000, mara));
    Outcome out = desk.apply(desk.letOut(group, 5001, mara));

    assertInstanceOf(Outcome.Applied.class, in);
    assertInstanceOf(Outcome.Applied.class, out);
    assertEquals(
        List.of(List.of("member:+ " + desk.dn("mara")), List.of("member:- " + desk.dn("mara"))),
        log("many").subList(before, before + 2));
    assertEquals(before + 2, log("many").size());
  }

  @Test
  void swapsThePlaceholderForTheFirstMemberInOneRequest() throws Exception {
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");

    desk.apply(desk.letIn(group, 0, mara));
    desk.apply(desk.letOut(group, 1, mara));

    assertEquals(
        List.of(
            List.of("member:+ " + desk.dn("mara"), "member:- " + desk.groupDn("vfx")),
            List.of("member:+ " + desk.groupDn("vfx"), "member:- " + desk.dn("mara"))),
        log("vfx"));
  }

  @Test
  void letsTheServerKeepMemberOf() throws Exception {
    Account group = desk.created("vfx");
    Member mara = desk.person("mara");

    desk.apply(desk.letIn(group, 0, mara));
    List<String> in = slapd.get().values(desk.dn("mara"), "memberOf");
    desk.apply(desk.rename(group, "cgi"));
    List<String> renamed = slapd.get().values(desk.dn("mara"), "memberOf");
    desk.apply(desk.letOut(desk.read("cgi"), 1, mara));

    assertEquals(List.of(desk.groupDn("vfx")), in);
    assertEquals(List.of(desk.groupDn("cgi")), renamed);
    assertEquals(List.of(), slapd.get().values(desk.dn("mara"), "memberOf"));
  }

  /// What was asked to be changed in the members of a group, in the server's order.
  private List<List<String>> log(String group) {
    String filter = "(&(objectClass=auditModify)(reqDN=%s))".formatted(desk.groupDn(group));
    return slapd.get().search("cn=accesslog", filter).stream()
        .sorted(Comparator.comparing(entry -> entry.getAttributeValue("reqStart")))
        .map(GroupsWithOverlaysTest::members)
        .filter(values -> !values.isEmpty() && values.size() < 5000)
        .toList();
  }

  private static List<String> members(Entry entry) {
    return Arrays.stream(entry.getAttributeValues("reqMod"))
        .filter(value -> value.startsWith("member:"))
        .toList();
  }
}
