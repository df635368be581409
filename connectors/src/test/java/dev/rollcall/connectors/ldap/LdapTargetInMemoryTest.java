// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import dev.rollcall.testkit.server.Credentials;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class LdapTargetInMemoryTest implements TargetContract {
  private static final String SUFFIX = "dc=example,dc=com";
  private static final Credentials ADMIN = new Credentials("cn=admin", "long enough");

  private InMemoryDirectoryServer server;
  private DirectoryUnderTest directory;

  @BeforeEach
  void begin() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.addAdditionalBindCredentials(ADMIN.dn(), ADMIN.password());
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
    server.add("dn: ou=users," + SUFFIX, "objectClass: organizationalUnit", "ou: users");
    directory =
        DirectoryUnderTest.at(
            "ou=users," + SUFFIX,
            Settings.of("ldap://localhost:" + server.getListenPort()).as(ADMIN),
            Optional.of(new DisableBy.Attribute("employeeType", "closed", List.of())),
            server.getConnection());
  }

  @AfterEach
  void end() {
    directory.close();
    server.shutDown(true);
  }

  @Override
  public TargetUnderTest under() {
    return directory;
  }
}
