// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldif.LDIFReader;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Somebody changes an account after its image is on disk and before it is deleted or written over.
class PreReadTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .tls()
              .overlays("memberof", "refint", "unique", "ppolicy", "syncprov")
              .writer("ou=users", "ou=areas"));

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server389 = Servers.sharedDirectory389();

  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private static final String OLD = photo(1);
  private static final String NEW = photo(2);
  private static final String THEIRS = photo(3);

  enum Kind {
    OPENLDAP,
    DS389
  }

  @ParameterizedTest
  @EnumSource
  void theImageGetsWhatADeletedAccountReallyHeld(Kind kind) throws Exception {
    try (Desk desk = desk(kind)) {
      Account mara = desk.created("mara", Map.of("description", List.of("seen")));
      StringBuilder image = image(desk, mara);
      desk.meddle(mara, "description", "changed by hand");
      desk.meddle(mara, "userPassword", "Not-for-images-1");

      Unseen unseen = unseen(desk.apply(desk.delete(mara))).orElseThrow();

      assertEquals("LDAP-CHANGED-MEANWHILE", problem(unseen).code());
      assertTrue(problem(unseen).what().contains(mara.key().value()), unseen::toString);
      List<Entry> entries = entries(image.append(unseen.image()).toString());
      assertEquals(
          List.of("seen", "changed by hand"),
          entries.stream().map(entry -> entry.getAttributeValue("description")).toList());
      assertEquals(entries.getFirst().getDN(), entries.getLast().getDN());
      assertFalse(entries.getLast().hasAttribute("userPassword"));
      assertTrue(unseen.image().contains(": " + mara.anchor().value() + "\n"), unseen::image);
      assertEquals(List.of(), desk.all());
    }
  }

  @ParameterizedTest
  @EnumSource
  void whomTheServerTakesOutOfAnAccountIsNotTold(Kind kind) throws Exception {
    try (Desk desk = desk(kind)) {
      Account boss = desk.created("boss");
      Account mara = desk.created("mara", Map.of("manager", List.of(boss.key().value())));
      StringBuilder image = image(desk, mara);
      desk.administrator()
          .modify(mara.key().value(), new Modification(ModificationType.DELETE, "manager"));
      desk.apply(desk.delete(boss));

      Unseen unseen = unseen(desk.apply(desk.delete(mara))).orElseThrow();

      assertEquals(Optional.empty(), unseen.problem());
      List<Entry> entries = entries(image.append(unseen.image()).toString());
      assertTrue(entries.getFirst().hasAttribute("manager"), image::toString);
      assertFalse(entries.getLast().hasAttribute("manager"), image::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsSaidOfAnAccountThatIsAsTheImageShowsIt(Kind kind) throws Exception {
    try (Desk desk = desk(kind)) {
      Account mara = desk.created("mara", Map.of("description", List.of("b", "a", "c")));
      Account nils = desk.created("nils");
      StringBuilder image = image(desk, mara);
      desk.target().backup(List.of(desk.subject(nils)), image);

      List<Outcome> outcomes = desk.target().apply(List.of(desk.delete(mara), desk.delete(nils)));

      assertEquals(
          List.of(Optional.empty(), Optional.empty()),
          outcomes.stream().map(PreReadTest::unseen).toList());
      assertEquals(2, entries(image.toString()).size());
      assertFalse(entries(image.toString()).getFirst().hasAttribute("version"), image::toString);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPhotoThatIsWrittenOverUnseenIsKept(Kind kind) throws Exception {
    try (Desk desk = desk(kind)) {
      Account mara = desk.created("holm", Map.of("jpegPhoto", List.of(OLD)));
      desk.administrator()
          .modify(
              mara.key().value(),
              new Modification(
                  ModificationType.REPLACE, "jpegPhoto", Base64.getDecoder().decode(THEIRS)));

      Outcome outcome =
          desk.apply(desk.update(mara, new Edit("jpegPhoto", List.of(OLD), List.of(NEW))));

      if (kind == Kind.OPENLDAP) {
        Unseen unseen = unseen(outcome).orElseThrow();
        assertTrue(problem(unseen).what().contains("did not see"), unseen::toString);
        assertEquals(THEIRS, photo(entries("version: 1\n" + unseen.image()).getFirst()));
        assertEquals(NEW, photo(slapd.get().entry(mara.key().value()).orElseThrow()));
      } else {
        // It is looked at first, as 389 has no assertion control.
        assertInstanceOf(Outcome.Stale.class, outcome);
      }
    }
  }

  @Test
  void nothingIsSaidOfAPhotoThatThePlanSaw() throws Exception {
    try (Desk desk = desk(Kind.OPENLDAP)) {
      Account mara = desk.created("berg", Map.of("jpegPhoto", List.of(OLD)));

      Outcome outcome =
          desk.apply(desk.update(mara, new Edit("jpegPhoto", List.of(OLD), List.of(NEW))));

      assertEquals(Optional.empty(), unseen(outcome));
    }
  }

  @Test
  void activeDirectoryDoesNotOfferIt() throws Exception {
    assertTrue(offers(slapd.get()));
    assertTrue(offers(server389.get()));
    assertFalse(offers(samba.get()));
  }

  private static boolean offers(LdapServer server) throws Exception {
    try (LDAPConnection connection = server.connect()) {
      return Directory.outline(connection).offers(Directory.PRE_READ);
    }
  }

  private static StringBuilder image(Desk desk, Account account) throws Exception {
    StringBuilder image = new StringBuilder();
    desk.target().backup(List.of(desk.subject(account)), image);
    return image;
  }

  private static Optional<Unseen> unseen(Outcome outcome) {
    return assertInstanceOf(Outcome.Applied.class, outcome).unseen();
  }

  private static Problem problem(Unseen unseen) {
    return unseen.problem().orElseThrow();
  }

  private static List<Entry> entries(String ldif) throws Exception {
    List<Entry> entries = new ArrayList<>();
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new StringReader(ldif)))) {
      for (Entry entry = reader.readEntry(); entry != null; entry = reader.readEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static String photo(int number) {
    return Base64.getEncoder().encodeToString(new byte[] {-1, -40, -1, -32, 0, 16, (byte) number});
  }

  private static String photo(Entry entry) {
    return Base64.getEncoder().encodeToString(entry.getAttributeValueBytes("jpegPhoto"));
  }

  private static Desk desk(Kind kind) throws Exception {
    LdapServer server = kind == Kind.OPENLDAP ? slapd.get() : server389.get();
    Credentials who = kind == Kind.OPENLDAP ? slapd.get().account("rollcall") : server.admin();
    return Desk.at(
        "ou=users," + server.freshArea(),
        Settings.secure(server, who),
        Optional.empty(),
        server.connect());
  }
}
