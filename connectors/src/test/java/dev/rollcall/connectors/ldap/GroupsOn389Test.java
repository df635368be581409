// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.model.Account;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroupsOn389Test implements GroupsContract {
  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server = Servers.sharedDirectory389();

  private GroupDesk desk;

  @BeforeEach
  void begin() throws Exception {
    DirectoryServer389 directory = server.get();
    desk =
        GroupDesk.at(
            directory.freshArea(),
            Settings.of(directory.uri()).as(directory.admin()),
            GroupKind.GROUP_OF_NAMES,
            directory.connect());
  }

  @AfterEach
  void end() {
    desk.close();
  }

  @Override
  public GroupDesk desk() {
    return desk;
  }

  @Test
  void keepsAGroupOfFiveThousand() throws Exception {
    Account group = desk.created("many");

    desk.fill(group, 5000);
    desk.apply(desk.letOut(group, 5000, desk.member("u4711")));

    assertEquals(4999, desk.members("many").size());
  }
}
