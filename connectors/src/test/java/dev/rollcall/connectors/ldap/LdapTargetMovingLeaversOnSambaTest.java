// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LdapTargetMovingLeaversOnSambaTest implements TargetContract {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  @TempDir Path folder;
  private ActiveDirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    SambaServer server = samba.get();
    String area = Capitals.of(server.freshArea());
    directory =
        ActiveDirectoryUnderTest.at(
            "OU=users," + area,
            Settings.secure(server, server.admin()),
            Optional.of(new DisableBy.MoveTo("OU=groups," + area)),
            folder.resolve("passwords"),
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
