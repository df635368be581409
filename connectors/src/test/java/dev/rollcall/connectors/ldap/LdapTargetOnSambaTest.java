// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

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

class LdapTargetOnSambaTest implements TargetContract {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  @TempDir Path folder;
  private ActiveDirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    SambaServer server = samba.get();
    directory =
        ActiveDirectoryUnderTest.at(
            "OU=users," + Capitals.of(server.freshArea()),
            Settings.secure(server, server.admin()),
            Optional.empty(),
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
