// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapTargetOn389Test implements TargetContract {
  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server = Servers.sharedDirectory389();

  private DirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    directory =
        DirectoryUnderTest.at(
            "ou=users," + server.get().freshArea(),
            Settings.secure(server.get(), server.get().admin()),
            Optional.empty(),
            server.get().connect());
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
