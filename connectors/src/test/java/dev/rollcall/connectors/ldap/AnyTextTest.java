// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.unboundid.ldap.sdk.DN;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever somebody is called: it comes back equal and never becomes syntax.
class AnyTextTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  @Test
  void anyTextComesBackEqualAndStaysAValue() throws Exception {
    SlapdServer server = slapd.get();
    String users = "ou=users," + server.freshArea();
    try (Desk desk =
        Desk.at(
            users,
            Settings.of(server.uri()).as(server.account("rollcall")),
            Optional.empty(),
            server.connect())) {
      Map<String, String> byLogin = created(desk);

      List<Account> accounts = desk.all();

      assertEquals(byLogin.size(), accounts.size());
      for (Account account : accounts) {
        String login = desk.values(account, "uid").getFirst();
        assertEquals(byLogin.get(login), desk.values(account, "displayName").getFirst());
        assertEquals(new DN(users), new DN(account.key().value()).getParent());
        assertEquals(List.of(account), desk.only(new Lookup.ByAttribute("uid", login)));
        assertEquals(
            Optional.of(account.key()),
            desk.target()
                .model()
                .key(Attributes.of(Desk.ATTRIBUTES, account.values()), Optional.of(account.key())));
      }
    }
  }

  /// Creates a person for each text, named and described by it; the server holds some of them to be
  /// the same login.
  private static Map<String, String> created(Desk desk) throws Exception {
    Map<String, String> byFolded = new TreeMap<>();
    List<Change> creates = new ArrayList<>();
    Map<String, String> byLogin = new HashMap<>();
    for (String text : AnyText.values(400)) {
      String login = "x" + text + "x";
      if (byFolded.putIfAbsent(folded(login), login) == null) {
        creates.add(
            desk.create(login, Map.of("displayName", List.of(text), "mail", List.of("a@b"))));
        byLogin.put(login, text);
      }
    }
    List<Outcome> outcomes = desk.target().apply(creates);
    for (int i = 0; i < outcomes.size(); i++) {
      assertInstanceOf(Outcome.Applied.class, outcomes.get(i), creates.get(i).toString());
    }
    return byLogin;
  }

  private static String folded(String login) {
    return Normalizer.normalize(login, Normalizer.Form.NFKD)
        .replaceAll("[\\p{M}\\s\\p{Z}\\p{Cf}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
