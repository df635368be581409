// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.engine.run.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
  private static final String WHOLE =
      """
      systems:
        hr:
          type: sql
          url: jdbc:postgresql://db.example.com/hr
          password: ${env:HR}
        directory:
          type: ldap
          url: [ldaps://a.example.com, ldaps://b.example.com:1636]
          bind_dn: cn=rollcall,dc=example,dc=com
          bind_password: ${env:HR}
          timeout: 5s
        studio: { type: ftrack }
      syncs:
        directory-to-ftrack:
          from: directory
          to: studio
          users:
            base: ou=users,dc=example,dc=com
            filter: (objectClass=inetOrgPerson)
            match: username
            attributes: { username: uid, email: mail }
        hr-to-directory:
          from: hr
          to: directory
          users:
            read: select id, login, mail, status from people
            anchor: id
            where: status == 'active'
            match: [UID]
            at: ou=users,dc=example,dc=com
            rdn: uid
            anchor_in: employeeNumber
            disable_by: { move_to: 'ou=gone,dc=example,dc=com' }
            attributes:
              objectClass: [inetOrgPerson]
              uid: login
              mail: { value: mail.lowerAscii(), rule: if empty, default: ['nobody@example.com'] }
              departmentNumber: 42
            leavers: { disable: after 1 day, delete: after 90 days }
            changes: { rename: false, disable: uid != 'boss', create: mail.endsWith('.com') }
          limits: { leavers: 7.5% }
      """;

  private static final Map<String, String> ENVIRONMENT =
      Map.of("HR", "x", "FTRACK_SERVER", "studio", "FTRACK_API_USER", "u", "FTRACK_API_KEY", "k");

  @TempDir private Path directory;

  private Configuration configuration() {
    return new Desk(directory, ENVIRONMENT).load(WHOLE);
  }

  private Sync hrToDirectory() {
    return configuration().syncs().getFirst().sync();
  }

  @Test
  void ordersSyncsByWhatTheyReadAndChange() {
    List<String> names = configuration().syncs().stream().map(ConfiguredSync::name).toList();

    assertEquals(List.of("hr-to-directory", "directory-to-ftrack"), names);
  }

  @Test
  void readsEveryPartOfASync() {
    Sync sync = hrToDirectory();

    assertEquals(List.of("uid"), sync.match());
    assertEquals(Optional.of("employeeNumber"), sync.anchorIn());
    assertEquals("status == 'active'", sync.mapping().where().orElseThrow().toString());
    assertEquals(new Limit(7.5, 0), sync.leavers());
    assertEquals(
        List.of("objectClass", "uid", "mail", "departmentNumber", "employeeNumber"),
        sync.mapping().names());
  }

  @Test
  void givesEachAttributeItsRule() {
    List<AttributeRule> rules =
        hrToDirectory().mapping().attributes().stream().map(AttributeMapping::rule).toList();

    assertEquals(
        List.of(
            AttributeRule.MERGE,
            AttributeRule.ALWAYS,
            AttributeRule.IF_EMPTY,
            AttributeRule.ALWAYS,
            AttributeRule.ALWAYS),
        rules);
  }

  @Test
  void readsWhichChangesMayBeMade() {
    Policy policy = hrToDirectory().policy();

    assertEquals(without(Kind.RENAME), policy.allowed());
    assertEquals(EnumSet.of(Kind.DISABLE), policy.closing().keySet());
    assertEquals(EnumSet.of(Kind.CREATE), hrToDirectory().mapping().permissions().keySet());
    assertEquals(Optional.of(1), policy.disableAfterDays());
    assertEquals(Optional.of(90), policy.deleteAfterDays());
  }

  @Test
  void deletesNobodyUnlessLeaversSaySo() {
    Policy policy = configuration().syncs().getLast().sync().policy();

    assertEquals(without(Kind.DELETE), policy.allowed());
    assertEquals(Optional.of(0), policy.disableAfterDays());
    assertEquals(Optional.empty(), policy.deleteAfterDays());
  }

  @Test
  void takesTheIdOfTheServerAndWhoIsNotDisabledFromADirectory() {
    Sync sync = configuration().syncs().getLast().sync();

    assertEquals("unique_id", sync.mapping().anchor().toString());
    assertEquals("!disabled", sync.mapping().where().orElseThrow().toString());
    assertEquals(Limit.LEAVERS, sync.leavers());
  }

  @Test
  void opensBothSides() {
    ConfiguredSync sync = configuration().syncs().getFirst();

    SourceSpec.Sql source = assertInstanceOf(SourceSpec.Sql.class, sync.source());
    TargetSpec.Ldap target = assertInstanceOf(TargetSpec.Ldap.class, sync.target());
    assertEquals("select id, login, mail, status from people", source.read().query());
    assertEquals(Duration.ofMinutes(5), source.read().overlap());
    assertEquals(
        Optional.of(new DisableBy.MoveTo("ou=gone,dc=example,dc=com")),
        target.accounts().disableBy());
    assertEquals(
        List.of("ldaps://a.example.com", "ldaps://b.example.com:1636"), target.settings().urls());
    assertEquals(Duration.ofSeconds(5), target.settings().timeout());
  }

  @Test
  void keepsStateAndPlansBesideTheFile() {
    StateConfig state = configuration().state();

    assertEquals(
        new StateConfig(directory.resolve(".rollcall"), directory.resolve("plans")), state);
  }

  @Test
  void printsWithoutItsValues() {
    Configuration configuration = configuration();

    assertEquals(
        "Configuration[%s/rollcall.yaml, systems [hr, directory, studio]]".formatted(directory),
        configuration.toString());
    assertEquals(
        "ConfiguredSync[hr-to-directory, hr to directory]",
        configuration.syncs().getFirst().toString());
  }

  private static Set<Kind> without(Kind kind) {
    Set<Kind> kinds = EnumSet.copyOf(Kind.OF_USERS);
    kinds.remove(kind);
    return kinds;
  }
}
