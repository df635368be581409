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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SambaServerTest {
  @Test
  void answersKeepsItsDataAndLeavesNothingBehind() {
    SambaServer server = SambaServer.start();
    Path home = server.home().path();
    long pid = server.pid();
    String area = server.freshArea();
    server.load(
        """
        dn: CN=Ada Holm,ou=users,%1$s
        objectClass: user
        sAMAccountName: ada

        dn: CN=light,ou=groups,%1$s
        objectClass: group
        member: CN=Ada Holm,ou=users,%1$s
        """
            .formatted(area));

    server.restart();
    List<String> groups = server.values("CN=Ada Holm,ou=users," + area, "memberOf");
    String shown = server.tool("user", "show", "ada");
    server.close();

    assertEquals(1, groups.size());
    assertTrue(shown.contains("sAMAccountName: ada"), shown);
    assertFalse(ProcessHandle.of(pid).isPresent());
    assertFalse(home.toFile().exists());
  }

  @Test
  void beginsWithWhatAFileHolds(@TempDir Path folder) throws IOException {
    Path ldif =
        Files.writeString(
            folder.resolve("people.ldif"),
            """
            dn: OU=crowd,%1$s
            objectClass: organizationalUnit

            dn: CN=ada,OU=crowd,%1$s
            objectClass: user
            sAMAccountName: ada

            dn: CN=everybody,OU=crowd,%1$s
            objectClass: group
            sAMAccountName: everybody

            dn: CN=everybody,OU=crowd,%1$s
            changetype: modify
            add: member
            member: CN=ada,OU=crowd,%1$s
            """
                .formatted(SambaServer.SUFFIX));

    try (SambaServer server = SambaServer.start(ldif)) {
      assertEquals(
          List.of("CN=everybody,OU=crowd," + SambaServer.SUFFIX),
          server.values("CN=ada,OU=crowd," + SambaServer.SUFFIX, "memberOf"));
    }
  }

  @Test
  void twoRunSideBySideAndKnowNothingOfEachOther() {
    try (SambaServer one = SambaServer.start();
        SambaServer other = SambaServer.start()) {
      String area = one.freshArea();

      assertNotEquals(one.port(), other.port());
      assertTrue(one.entry(area).isPresent());
      assertFalse(other.entry(area).isPresent());
    }
  }

  @Test
  void takesNoPasswordWithoutTls() {
    try (SambaServer server = SambaServer.start()) {
      LDAPException refused =
          assertThrows(
              LDAPException.class,
              () ->
                  new LDAPConnection(
                      server.host(), server.port(), server.adminDn(), server.adminPassword()));

      assertEquals(ResultCode.STRONG_AUTH_REQUIRED, refused.getResultCode());
    }
  }

  @Test
  void failsWithTheInstallCommandWhenItIsNotInstalled(@TempDir Path empty) {
    String message =
        assertThrows(
                ServerNotInstalled.class, () -> SambaServer.start(new Programs(List.of(empty))))
            .toString();

    assertTrue(
        message.endsWith("sudo apt-get install --no-install-recommends " + SambaTemplate.PACKAGES));
  }
}
