// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryServer389Test {
  @Test
  void answersKeepsItsDataAndLeavesNothingBehind() throws Exception {
    DirectoryServer389 server = DirectoryServer389.start();
    Path home = server.home().path();
    long pid = server.pid();
    server.load(
        """
        dn: uid=ada,ou=users,dc=example,dc=com
        objectClass: inetOrgPerson
        objectClass: nsMemberOf
        uid: ada
        cn: Ada Holm
        sn: Holm

        dn: cn=light,ou=groups,dc=example,dc=com
        objectClass: groupOfNames
        cn: light
        member: uid=ada,ou=users,dc=example,dc=com
        """);

    server.restart();
    List<String> groups = server.values("uid=ada," + server.usersDn(), "memberOf");
    boolean secure = answersOverTls(server);
    server.close();

    assertEquals(List.of("cn=light,ou=groups,dc=example,dc=com"), groups);
    assertTrue(secure);
    assertFalse(ProcessHandle.of(pid).isPresent());
    assertFalse(home.toFile().exists());
  }

  @Test
  void failsWithTheInstallCommandWhenItIsNotInstalled(@TempDir Path empty) {
    String message =
        assertThrows(
                ServerNotInstalled.class,
                () -> DirectoryServer389.start(new Programs(List.of(empty))))
            .toString();

    assertTrue(message.endsWith("sudo apt-get install --no-install-recommends 389-ds-base"));
  }

  private static boolean answersOverTls(DirectoryServer389 server) throws Exception {
    SSLUtil tls = new SSLUtil(new PEMFileTrustManager(server.caFile().toFile()));
    try (LDAPConnection connection =
        new LDAPConnection(tls.createSSLSocketFactory(), server.host(), server.ldapsPort())) {
      return connection.isConnected();
    }
  }
}
