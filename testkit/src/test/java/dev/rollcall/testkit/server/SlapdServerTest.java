// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlapdServerTest {
  private static final String ADA =
      """
      dn: uid=ada,ou=users,dc=example,dc=com
      objectClass: inetOrgPerson
      uid: ada
      cn: Ada Holm
      sn: Holm
      userPassword: a long enough one
      """;

  @Test
  void answersAfterItsStartAndLeavesNothingBehind(@TempDir Path folder) throws Exception {
    SlapdServer slapd = SlapdServer.start(o -> o.folder(folder).initialLdif(ADA));
    long pid = slapd.pid();
    int found = count(slapd, slapd.usersDn());

    slapd.close();

    assertEquals(2, found);
    assertFalse(ProcessHandle.of(pid).isPresent());
    assertEquals(List.of(), filesIn(folder));
  }

  @Test
  void keepsItsDataAndItsPortWhenItIsRestartedOrKilled() throws Exception {
    try (SlapdServer slapd = SlapdServer.start()) {
      String uri = slapd.uri();
      long firstPid = slapd.pid();
      slapd.load(ADA);

      slapd.stop();
      assertFalse(slapd.isRunning());
      slapd.restart();
      slapd.kill();
      assertFalse(slapd.isRunning());
      slapd.restart();

      assertEquals(uri, slapd.uri());
      assertNotEquals(firstPid, slapd.pid());
      assertEquals(2, count(slapd, slapd.usersDn()));
    }
  }

  @Test
  void staysSilentWhileItIsFrozen() throws Exception {
    try (SlapdServer slapd = SlapdServer.start();
        LDAPConnection admin = slapd.connect()) {
      admin.getConnectionOptions().setResponseTimeoutMillis(50);
      slapd.freeze();
      assertThrows(LDAPException.class, admin::getRootDSE);

      slapd.resume();

      assertEquals(1, count(slapd, slapd.groupsDn()));
    }
  }

  @Test
  void takesAllOverlaysTogether() throws Exception {
    String[] all = SlapdOptions.OVERLAYS.toArray(String[]::new);
    try (SlapdServer slapd = SlapdServer.start(o -> o.overlays(all))) {
      slapd.load(ADA);
      slapd.load(
          """
          dn: cn=light,ou=groups,dc=example,dc=com
          objectClass: groupOfNames
          cn: light
          member: uid=ada,ou=users,dc=example,dc=com
          """);

      assertEquals(
          List.of("cn=light,ou=groups,dc=example,dc=com"),
          slapd.values("uid=ada," + slapd.usersDn(), "memberOf"));
      assertTrue(slapd.entry("cn=accesslog").isPresent());
    }
  }

  @Test
  void letsTheWriterWriteOnlyWhereItMay() throws Exception {
    try (SlapdServer slapd = SlapdServer.start(o -> o.writer().overlays("ppolicy"));
        LDAPConnection writer = slapd.connect(slapd.account("rollcall"))) {
      writer.add(ADA.lines().toArray(String[]::new));
      writer.modify(
          "dn: uid=ada,ou=users,dc=example,dc=com",
          "changetype: modify",
          "replace: pwdAccountLockedTime",
          "pwdAccountLockedTime: 000001010000Z");

      LDAPException refused =
          assertThrows(
              LDAPException.class,
              () ->
                  writer.add(
                      "dn: ou=new,ou=groups,dc=example,dc=com",
                      "objectClass: organizationalUnit",
                      "ou: new"));
      assertEquals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, refused.getResultCode());
    }
  }

  @Test
  void givesAReaderNoMoreThanItsLimit(@TempDir Path folder) throws Exception {
    Path ldif = folder.resolve("people.ldif");
    Files.writeString(
        ldif, IntStream.range(0, 600).mapToObj(this::person).collect(Collectors.joining("\n")));
    try (SlapdServer slapd =
        SlapdServer.start(o -> o.bulkLoad(ldif).reader(500).writer().sizeLimit(100))) {
      LDAPException stopped =
          assertThrows(LDAPException.class, () -> search(slapd, slapd.account("reader")));

      assertEquals(ResultCode.SIZE_LIMIT_EXCEEDED, stopped.getResultCode());
      assertEquals(601, search(slapd, slapd.account("rollcall")).getEntryCount());
    }
  }

  @Test
  void makesUpAPasswordForEachServer() {
    try (SlapdServer one = SlapdServer.start();
        SlapdServer other =
            SlapdServer.start(o -> o.suffix("o=Studio").admin("cn=x,o=Studio", "y"))) {
      assertNotEquals(one.adminPassword(), other.adminPassword());
      assertEquals("cn=x,o=Studio", other.adminDn());
      assertEquals("o=Studio", other.suffix());
    }
  }

  @Test
  void givesEachTestAnAreaOfItsOwn() throws Exception {
    try (SlapdServer slapd = SlapdServer.start()) {
      String area = slapd.freshArea();

      assertNotEquals(area, slapd.freshArea());
      assertEquals(3, count(slapd, area));
    }
  }

  @Test
  void failsWithTheInstallCommandWhenItIsNotInstalled(@TempDir Path empty) {
    ServerNotInstalled missing =
        assertThrows(
            ServerNotInstalled.class,
            () -> SlapdServer.start(o -> o.folder(empty), new Programs(List.of(empty))));

    assertEquals(
        """
        slapd is not installed (looked in %s)
          install it with: script/bootstrap
          or by hand: sudo apt-get install --no-install-recommends slapd ldap-utils\
        """
            .formatted(empty),
        missing.getMessage());
    assertEquals(List.of(), filesIn(empty));
  }

  @Test
  void showsWhatTheServerSaidWhenItsDataIsRefused(@TempDir Path folder) {
    ServerFailed failed =
        assertThrows(
            ServerFailed.class,
            () -> SlapdServer.start(o -> o.folder(folder).initialLdif("dn: uid=x,o=elsewhere")));

    assertTrue(failed.toString().contains("o=elsewhere"), failed.toString());
    assertEquals(List.of(), filesIn(folder));
  }

  private String person(int number) {
    return """
    dn: uid=p%1$d,ou=users,dc=example,dc=com
    objectClass: inetOrgPerson
    uid: p%1$d
    cn: Person %1$d
    sn: Person
    """
        .formatted(number);
  }

  private static SearchResult search(SlapdServer slapd, Credentials who) throws LDAPException {
    try (LDAPConnection connection = slapd.connect(who)) {
      return connection.search(slapd.usersDn(), SearchScope.SUB, "(objectClass=*)", "1.1");
    }
  }

  private static int count(SlapdServer slapd, String base) {
    return slapd.search(base, "(objectClass=*)").size();
  }

  static List<String> filesIn(Path folder) {
    return List.of(Objects.requireNonNull(folder.toFile().list()));
  }
}
