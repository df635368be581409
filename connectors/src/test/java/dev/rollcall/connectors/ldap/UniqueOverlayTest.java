// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A server that wants `uid` and `mail` to be unique, and whose overlay cannot bear assertions.
class UniqueOverlayTest {
  @RegisterExtension
  final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.overlays("unique").writer());

  private Desk desk;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    desk =
        Desk.at(
            server.usersDn(),
            Settings.of(server.uri()).as(server.account("rollcall")),
            Optional.empty(),
            server.connect());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void saysThatAValueIsTaken() throws Exception {
    desk.created("mara");
    Change second = desk.create("nils", Map.of("mail", List.of("mara@example.com")));

    Problem problem = assertRefused("LDAP-NOT-UNIQUE", desk.apply(second));

    assertTrue(problem.why().contains("non-unique"), problem.text());
  }

  @Test
  void saysWhatIsHalfDone() throws Exception {
    desk.created("nils");
    Account mara = desk.created("mara");
    Edit taken = new Edit("mail", List.of("mara@example.com"), List.of("nils@example.com"));
    Edit login = new Edit("uid", List.of("mara"), List.of("holm"));

    Problem problem =
        assertRefused("LDAP-NOT-UNIQUE", desk.apply(desk.rename(mara, List.of(login, taken))));

    assertTrue(problem.what().contains("was renamed to uid=holm,"), problem.text());
    assertEquals(mara.anchor(), desk.read("holm").anchor());
  }

  @Test
  void renamesAndUpdatesAllTheSame() throws Exception {
    Account mara = desk.created("mara");

    Outcome renamed = desk.apply(desk.rename(mara, "holm"));
    Account holm = desk.read("holm");
    Outcome updated =
        desk.apply(
            desk.update(holm, new Edit("mail", desk.values(holm, "mail"), List.of("h@x.example"))));

    assertInstanceOf(Outcome.Applied.class, renamed);
    assertInstanceOf(Outcome.Applied.class, updated);
    assertEquals(List.of("h@x.example"), desk.values(desk.read("holm"), "mail"));
  }

  @Test
  void stillSeesWhatSomebodyElseWrote() throws Exception {
    Account mara = desk.created("mara");
    desk.apply(desk.rename(desk.created("nils"), "ek"));
    desk.meddle(mara, "mail", "theirs@example.com");

    Outcome outcome =
        desk.apply(
            desk.update(mara, new Edit("mail", desk.values(mara, "mail"), List.of("m@x.example"))));

    assertInstanceOf(Outcome.Stale.class, outcome);
    assertEquals(List.of("theirs@example.com"), desk.values(desk.read("mara"), "mail"));
  }

  private static Problem assertRefused(String code, Outcome outcome) {
    Problem problem = assertInstanceOf(Outcome.Refused.class, outcome).problem();
    assertEquals(code, problem.code(), problem.text());
    return problem;
  }
}
