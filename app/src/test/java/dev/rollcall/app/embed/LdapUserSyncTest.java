// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.app.config.SourceSpec;
import dev.rollcall.app.config.TargetSpec;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.engine.run.Sync;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LdapUserSyncTest {
  private static LdapUserSync.Builder source() {
    return LdapUserSync.builder()
        .ldapUrl("ldaps://ldap.example.com")
        .bindDn("cn=rollcall,dc=example,dc=com")
        .bindPassword("${env:c4n4ry}")
        .searchBase("ou=users,dc=example,dc=com")
        .searchFilter("(objectClass=inetOrgPerson)");
  }

  private static LdapUserSync toFtrack() {
    return source()
        .attributeMapping(Map.of("username", "uid", "email", "mail.lowerAscii()"))
        .ftrackServer("https://studio.ftrackapp.com")
        .ftrackUser("rollcall")
        .ftrackKey("key")
        .deactivateMissing(true)
        .build();
  }

  @Test
  void readsADirectoryAndKeepsFtrack() {
    LdapUserSync sync = toFtrack();

    SourceSpec.Ldap source = assertInstanceOf(SourceSpec.Ldap.class, sync.configured().source());
    TargetSpec.Ftrack target =
        assertInstanceOf(TargetSpec.Ftrack.class, sync.configured().target());
    assertEquals(List.of("ou=users,dc=example,dc=com"), source.read().bases());
    assertEquals(URI.create("https://studio.ftrackapp.com"), target.settings().server());
    assertEquals(Secret.of("key"), target.settings().key());
  }

  @Test
  void takesPasswordsAsTheyAre() {
    SourceSpec.Ldap source =
        assertInstanceOf(SourceSpec.Ldap.class, toFtrack().configured().source());

    assertEquals(
        new Sign.Simple("cn=rollcall,dc=example,dc=com", Secret.of("${env:c4n4ry}")),
        source.settings().sign());
    assertFalse(toFtrack().toString().contains("c4n4ry"));
  }

  @Test
  void closesAccountsOfThoseWhoAreGoneWhenTold() {
    Sync sync = toFtrack().configured().sync();

    assertEquals(Optional.of(0), sync.policy().disableAfterDays());
    assertEquals(List.of("username"), sync.match());
    assertEquals(List.of("email", "username"), sync.mapping().names());
  }

  @Test
  void keepsAnotherDirectoryAndTakesNobodyAwayUnlessTold() {
    LdapUserSync sync =
        source()
            .attributeMapping(Map.of("uid", "uid", "sn", "sn"))
            .targetUrl("ldaps://other.example.com")
            .targetBindDn("cn=admin")
            .targetBindPassword("p")
            .targetBase("ou=people,o=other", "uid")
            .build();

    TargetSpec.Ldap target = assertInstanceOf(TargetSpec.Ldap.class, sync.configured().target());
    assertEquals("ou=people,o=other", target.accounts().at());
    assertEquals(List.of("uid"), sync.configured().sync().match());
    assertEquals(Optional.empty(), sync.configured().sync().policy().disableAfterDays());
  }

  @Test
  void saysEverythingThatIsMissingOrWrong() {
    LdapUserSync.Builder builder =
        LdapUserSync.builder()
            .ldapUrl("ldap.example.com")
            .searchFilter("(uid=*)")
            .attributeMapping(Map.of("email", "mail +"))
            .ftrackServer("studio")
            .ftrackUser("rollcall");

    Halt halt = assertThrows(Halt.class, builder::build);

    assertEquals(
        """
        error CONFIG-VALUE: LdapUserSync: systems.directory.url takes the address of a directory
          why: here is 'ldap.example.com'
          fix: write ldaps://HOST, ldaps://HOST:PORT, ldap://HOST, ldaps+srv://DOMAIN, ldapi://PATH or sandbox:FILE; where people are is said in the sync
        error CONFIG-KEY-MISSING: LdapUserSync: systems.target has no 'api_key'
          why: an ftrack system needs it
          fix: add 'api_key:' with ${env:NAME} or ${file:PATH}
        error CONFIG-KEY-MISSING: LdapUserSync: syncs.ldap-user-sync.users has no 'base'
          why: 'directory' is an ldap system, and a sync from one needs 'base'
          fix: add 'base:' with the DN below which people are
        error CONFIG-EXPRESSION: LdapUserSync: syncs.ldap-user-sync.users.attributes.email: the expression ends too early
          why: the expression is 'mail +'
          fix: correct it; see docs/reference/expressions.md
        error CONFIG-NOT-MAPPED: LdapUserSync: syncs.ldap-user-sync.users.match: 'username' is not among the attributes
          why: accounts are found by mapped attributes; mapped are email
          fix: add 'username:' under 'attributes', or name one that is there
        error CONFIG-NOT-MAPPED: LdapUserSync: syncs.ldap-user-sync.users.attributes: 'username' is not among the attributes
          why: it names the account; mapped are email
          fix: add 'username:' under 'attributes', or name one that is there\
        """,
        halt.getMessage());
  }
}
