// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapSourceOnSlapdTest implements SourceContract {
  @RegisterExtension static final SharedServerExtension<SlapdServer> server = Servers.sharedSlapd();

  private DirectorySource people;

  @BeforeEach
  void begin() throws Exception {
    people = DirectorySource.filled(server.get(), "inetOrgPerson");
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
