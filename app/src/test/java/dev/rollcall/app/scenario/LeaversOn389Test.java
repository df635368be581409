// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LeaversOn389Test {
  private static final String LOCK = "nsAccountLock";

  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> DS389 = Servers.sharedDirectory389();

  @TempDir private Path desk;

  @Test
  void areLockedInTheWordThatTheToolsOfTheServerKnow() throws Exception {
    DirectoryServer389 server = DS389.get();
    String area = server.freshArea();
    Shell shell =
        new Shell(desk)
            .with("LDAP_BIND_DN", server.adminDn())
            .with("LDAP_BIND_PASSWORD", server.adminPassword());
    shell.file("people.csv", "id,login,status\n1,ana,active\n2,bo,active\n");
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: file, path: people.csv }
          directory: { type: ldap, url: %s, ca_file: %s }
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              where: status == 'active'
              match: [uid]
              at: ou=users,%s
              rdn: uid
              attributes: { objectClass: [account], uid: login }
        """
            .formatted(server.ldapsUri(), server.caFile(), area));
    shell.run("run").expect(0);

    shell.file("people.csv", "id,login,status\n1,ana,left\n2,bo,active\n");
    shell.run("run").expect(0);

    try (LDAPConnection connection = server.connect()) {
      SearchResultEntry ana =
          Objects.requireNonNull(connection.getEntry("uid=ana,ou=users," + area, LOCK));
      assertEquals("true", ana.getAttributeValue(LOCK));
    }
  }
}
