// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapTargetOnSlapdTest implements TargetContract {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options
              .tls()
              .overlays("memberof", "refint", "unique", "ppolicy", "syncprov")
              .writer("ou=users", "ou=areas"));

  private DirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    directory =
        DirectoryUnderTest.at(
            "ou=users," + server.freshArea(),
            Settings.secure(server, server.account("rollcall")),
            Optional.empty(),
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
