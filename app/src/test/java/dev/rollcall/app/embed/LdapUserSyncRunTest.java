// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.core.model.Kind;
import dev.rollcall.engine.run.RunReport;
import dev.rollcall.sandbox.directory.DirectoryOptions;
import dev.rollcall.sandbox.directory.EmbeddedDirectory;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdapUserSyncRunTest {
  private static final String PEOPLE = "ou=people,dc=studio,dc=example";

  @TempDir private Path directory;
  private EmbeddedDirectory ldap;
  private FtrackSandbox ftrack;

  @BeforeEach
  void start() throws Exception {
    ldap = EmbeddedDirectory.start(DirectoryOptions.usual("dc=studio,dc=example"));
    ldap.addUnit(PEOPLE);
    person("a.ek", "Anna", "Ek");
    person("p.dahl", "Per", "Dahl");
    ftrack = FtrackSandbox.start();
  }

  @AfterEach
  void stop() {
    ftrack.close();
    ldap.close();
  }

  private void person(String uid, String given, String surname) throws Exception {
    ldap.add(
        "dn: uid=" + uid + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + uid,
        "givenName: " + given,
        "sn: " + surname,
        "cn: " + given + " " + surname,
        "mail: " + uid + "@studio.example");
  }

  private LdapUserSync sync() {
    return LdapUserSync.builder()
        .ldapUrl(ldap.uri().toString())
        .bindDn("cn=admin,dc=studio,dc=example")
        .bindPassword(DirectoryOptions.USUAL_PASSWORD)
        .searchBase(PEOPLE)
        .searchFilter("(objectClass=inetOrgPerson)")
        .attributeMapping(
            Map.of(
                "username", "uid", "first_name", "givenName", "last_name", "sn", "email", "mail"))
        .ftrackServer(ftrack.uri().toString())
        .ftrackUser(Options.USUAL_LOGIN)
        .ftrackKey(Options.USUAL_KEY)
        .deactivateMissing(true)
        .stateDirectory(directory)
        .build();
  }

  @Test
  void createsUsersAndThenHasNothingToDo() {
    RunReport first = sync().run();
    RunReport second = sync().run();

    assertEquals(2, assertInstanceOf(RunReport.Applied.class, first).applied());
    assertInstanceOf(RunReport.InSync.class, second);
  }

  @Test
  void deactivatesWhoIsGone() throws Exception {
    sync().run();
    ldap.server().delete("uid=p.dahl," + PEOPLE);

    RunReport report = sync().run();

    RunReport.Applied applied = assertInstanceOf(RunReport.Applied.class, report);
    assertEquals(1, applied.plan().summary().count(Kind.DISABLE));
  }

  @Test
  void showsBeforeItWrites() throws Exception {
    assertEquals(2, sync().plan().plan().summary().count(Kind.CREATE));
    assertEquals(2, sync().plan().plan().summary().count(Kind.CREATE));
  }
}
