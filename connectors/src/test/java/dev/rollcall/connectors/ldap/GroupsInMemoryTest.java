// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import dev.rollcall.testkit.server.Credentials;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class GroupsInMemoryTest implements GroupsContract {
  private static final String SUFFIX = "dc=example,dc=com";
  private static final Credentials ADMIN = new Credentials("cn=admin", "long enough");

  private InMemoryDirectoryServer server;
  private GroupDesk desk;

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
    for (String unit : List.of("users", "groups")) {
      server.add(
          "dn: ou=%s,%s".formatted(unit, SUFFIX), "objectClass: organizationalUnit", "ou: " + unit);
    }
    desk =
        GroupDesk.at(
            SUFFIX,
            Settings.of("ldap://localhost:" + server.getListenPort()).as(ADMIN),
            GroupKind.GROUP_OF_NAMES,
            server.getConnection());
  }

  @AfterEach
  void end() {
    desk.close();
    server.shutDown(true);
  }

  @Override
  public GroupDesk desk() {
    return desk;
  }
}
