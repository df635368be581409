// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Entries that are not quite what they seem, and attributes with options.
class OddEntriesTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private String users;
  private Desk desk;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    users = "ou=users," + server.freshArea();
    desk =
        Desk.at(
            users,
            Settings.of(server.uri()).as(server.admin()),
            Optional.empty(),
            server.connect());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Test
  void anAliasIsNobody() throws Exception {
    Account mara = desk.created("mara");
    alias(mara);

    assertEquals(List.of("mara"), logins("(uid=*)"));
    assertEquals(List.of("mara"), logins("(|(objectClass=person)(uid=*))"));
    assertEquals(List.of(mara), desk.all());
  }

  @Test
  void anAliasIsSomebodyForWhoAsksForIt() throws Exception {
    alias(desk.created("mara"));

    assertEquals(List.of("other"), logins("(objectClass=alias)"));
    assertEquals(List.of("mara", "other"), logins("(|(objectClass=person)(objectClass=ALIAS))"));
  }

  @Test
  void valuesOfALanguageAreWrittenAndReadByThemselves() throws Exception {
    Account mara =
        desk.created("mara", Map.of("cn;lang-fr", List.of("Marie"), "cn", List.of("Mara")));

    Change update =
        desk.update(
            mara,
            new Edit("cn;lang-fr", List.of("Marie"), List.of("Marie L.")),
            new Edit("description;lang-de", List.of(), List.of("Künstlerin")));

    assertInstanceOf(Outcome.Applied.class, desk.apply(update));
    assertInstanceOf(Outcome.AlreadyDone.class, desk.apply(update));
    Entry entry = Objects.requireNonNull(desk.administrator().getEntry(mara.key().value()));
    assertEquals("Mara", entry.getAttributeValue("cn"));
    assertEquals("Marie L.", entry.getAttributeValue("cn;lang-fr"));
    assertEquals(
        List.of("Mara", "Marie L.", "Künstlerin"),
        values("(uid=mara)", "cn", "cn;lang-fr", "description;lang-de"));
  }

  private void alias(Account account) throws Exception {
    desk.administrator()
        .add(
            "dn: uid=other," + users,
            "objectClass: alias",
            "objectClass: extensibleObject",
            "uid: other",
            "aliasedObjectName: " + account.key().value());
  }

  private List<String> logins(String filter) throws Exception {
    return List.copyOf(new TreeSet<>(values(filter, "uid")));
  }

  private List<String> values(String filter, String... names) throws Exception {
    List<String> values = new ArrayList<>();
    SlapdServer server = slapd.get();
    LdapRead read = new LdapRead(List.of(users), filter, Optional.empty(), Duration.ZERO);
    try (LdapSource source =
        new LdapSource(Settings.of(server.uri()).as(server.admin()).build(), read)) {
      source.read(
          new SourceRequest(List.of(names), Optional.empty()),
          person -> {
            for (String name : names) {
              values.addAll(person.values(name));
            }
          });
    }
    return values;
  }
}
