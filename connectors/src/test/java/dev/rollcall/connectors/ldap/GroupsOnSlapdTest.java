// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.model.Account;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The kinds of group that OpenLDAP has.
class GroupsOnSlapdTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options -> options.writer("ou=users", "ou=groups", "ou=areas"));

  @Nested
  class OfNames extends OfKind {
    OfNames() {
      super(GroupKind.GROUP_OF_NAMES);
    }
  }

  @Nested
  class OfUniqueNames extends OfKind {
    OfUniqueNames() {
      super(GroupKind.GROUP_OF_UNIQUE_NAMES);
    }
  }

  @Nested
  class OfLogins extends OfKind {
    OfLogins() {
      super(GroupKind.POSIX_GROUP);
    }
  }

  abstract static class OfKind implements GroupsContract {
    private final GroupKind kind;
    private GroupDesk desk;

    OfKind(GroupKind kind) {
      this.kind = kind;
    }

    @BeforeEach
    void begin() throws Exception {
      SlapdServer server = slapd.get();
      desk =
          GroupDesk.at(
              server.freshArea(),
              Settings.of(server.uri()).as(server.account("rollcall")),
              kind,
              server.connect());
    }

    @AfterEach
    void end() {
      desk.close();
    }

    @Test
    void keepsAGroupOfFiveThousand() throws Exception {
      Account group = desk.created("many");

      desk.fill(group, 5000);
      desk.apply(desk.letOut(group, 5000, desk.member("u4711")));

      assertEquals(4999, desk.members("many").size());
    }

    @Override
    public GroupDesk desk() {
      return desk;
    }
  }
}
