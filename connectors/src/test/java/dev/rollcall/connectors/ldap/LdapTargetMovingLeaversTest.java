// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapTargetMovingLeaversTest implements TargetContract {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private DirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    String area = server.freshArea();
    directory =
        DirectoryUnderTest.at(
            "ou=users," + area,
            Settings.of(server.uri()).as(server.account("rollcall")),
            Optional.of(new DisableBy.MoveTo("ou=groups," + area)),
            server.connect());
  }

  @AfterEach
  void end() {
    directory.close();
  }

  @Override
  public TargetUnderTest under() {
    return directory;
  }
}
