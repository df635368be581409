// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapSourceOnSambaTest implements SourceContract {
  @RegisterExtension static final SharedServerExtension<SambaServer> server = Servers.sharedSamba();

  private DirectorySource people;

  @BeforeEach
  void begin() throws Exception {
    people = DirectorySource.filled(server.get(), "user");
  }

  @Override
  public Source source() {
    return people.source();
  }

  @Override
  public List<String> names() {
    return people.names();
  }

  @Override
  public Source unreachable() {
    return people.unreachable();
  }

  @Override
  public boolean hasColumns() {
    return false;
  }
}
