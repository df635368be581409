// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Groups that name their members by login, of accounts that are named by something else.
class LoginsTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private GroupDesk desk;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    String area = server.freshArea();
    Settings settings = Settings.of(server.uri()).as(server.admin());
    LdapAccounts accounts =
        new LdapAccounts(
            "ou=users," + area, "cn", Optional.empty(), Optional.empty(), Optional.empty());
    LdapGroupAccounts groups =
        new LdapGroupAccounts(
            "ou=groups," + area, "cn", GroupKind.POSIX_GROUP, Optional.empty(), Optional.empty());
    desk =
        new GroupDesk(
            new LdapTarget(settings.build(), accounts, Optional.of(groups)),
            settings,
            server.connect(),
            area,
            GroupKind.POSIX_GROUP,
            false);
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void areLookedForWhereTheNameDoesNotSay() throws Exception {
    Account group = desk.created("vfx");

    Outcome outcome = desk.apply(desk.letIn(group, 0, person("Mara Lind", "m.lind")));

    assertInstanceOf(Outcome.Applied.class, outcome);
    assertEquals(List.of("m.lind"), desk.members("vfx"));
  }

  @Test
  void areRememberedFromReading() throws Exception {
    person("Mara Lind", "m.lind");
    List<String> references = new ArrayList<>();
    List<List<List<String>>> values = new ArrayList<>();

    desk.target()
        .read(
            new AccountRequest(List.of("sn"), Optional.empty()),
            account -> {
              references.add(desk.target().reference(Sort.USER, account));
              values.add(account.values());
            });

    assertEquals(List.of("m.lind"), references);
    assertEquals(List.of(List.of(List.of("Lind"))), values);
  }

  @Test
  void saysWhoHasNone() throws Exception {
    Account group = desk.created("vfx");

    Outcome outcome =
        desk.apply(desk.letIn(group, 0, person("Mara Lind", "m.lind"), person("Nobody", "")));

    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals("LDAP-MEMBER-REFUSED", problem.code(), problem.text());
    assertTrue(problem.what().contains("cn=Nobody,"), problem.text());
    assertEquals(List.of("m.lind"), desk.members("vfx"));
  }

  private Member person(String name, String login) throws Exception {
    String dn = "cn=%s,ou=users,%s".formatted(name, desk.area());
    List<String> lines =
        new ArrayList<>(
            List.of("dn: " + dn, "objectClass: inetOrgPerson", "cn: " + name, "sn: Lind"));
    if (!login.isEmpty()) {
      lines.add("uid: " + login);
    }
    desk.administrator().add(lines.toArray(String[]::new));
    return new Member(Sort.USER, new AccountKey(dn), Optional.empty(), Optional.empty());
  }
}
