// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.RoleRule;
import dev.rollcall.core.plan.RoleRule.Holder;
import dev.rollcall.core.plan.RoleRule.Projects;
import dev.rollcall.engine.run.Groups;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupsOfSyncsTest {
  private static final String SYSTEMS =
      """
      systems:
        hr: { type: sql, url: 'jdbc:sqlite:hr.db' }
        csv: { type: file, path: people.csv }
        one: { type: ldap, url: 'ldaps://one' }
        studio: { type: ftrack, server: studio, user: u, api_key: '${env:K}' }
      syncs:
      """;

  private static final String HR =
      """
        s:
          from: hr
          to: one
          users:
            read: select id, login, dept from people
            anchor: id
            match: [uid]
            at: ou=users
            rdn: uid
            attributes: { uid: login }
          groups:
            read: select id, name, note from teams
            members_read: select team, person from members
            anchor: id
            at: ou=groups
            attributes: { description: note }
            members: nested
            others: remove
            gone: delete
            changes: { rename: false }
          limits: { memberships: 3% or 7 }
      """;

  private static final String STUDIO =
      """
        s:
          from: one
          to: studio
          users:
            base: ou=users
            filter: (uid=*)
            match: [username]
            attributes: { username: uid }
          groups:
            base: ou=groups
          roles:
            - { group: leads, role: Project manager }
            - { group: vfx, role: User, projects: [bunny, comet], exclusive: true }
            - { group: vfx, team: true, projects: { where: name.startsWith('b') } }
      """;

  @TempDir private Path directory;

  private Desk desk() {
    return new Desk(directory, Map.of("K", "k"));
  }

  private ConfiguredSync sync(String text) {
    return desk().load(SYSTEMS + text).syncs().getFirst();
  }

  @Test
  void groupsOfADatabaseAreReadWithTheirMembers() {
    ConfiguredSync sync = sync(HR);
    Groups groups = sync.sync().groups().orElseThrow();

    assertEquals(List.of("cn", "description"), groups.mapping().names());
    assertEquals(List.of("cn"), groups.match());
    assertEquals(Groups.Depth.NESTED, groups.depth());
    assertEquals(new Limit(3, 7), groups.membersRemoved());
    assertEquals(
        Set.of(Kind.CREATE_GROUP, Kind.UPDATE_GROUP, Kind.DELETE_GROUP), groups.policy().allowed());
    assertEquals(Optional.of(0), groups.policy().deleteAfterDays());
    GroupSpec.From.Sql from =
        assertInstanceOf(GroupSpec.From.Sql.class, sync.groups().orElseThrow().from());
    assertEquals("id", from.groups().member());
    assertEquals("id", from.groups().id());
  }

  @Test
  void rolesGoToProjectsByNameByConditionAndToAllOpenOnes() {
    List<RoleRule> rules = sync(STUDIO).sync().groups().orElseThrow().roles();

    assertEquals(3, rules.size());
    assertEquals(
        new RoleRule("leads", Optional.of("Project manager"), new Projects.AllOpen(), false),
        rules.getFirst());
    assertEquals(
        new RoleRule(
            "vfx", Optional.of("User"), new Projects.Named(List.of("bunny", "comet")), true),
        rules.get(1));
    assertEquals(Optional.empty(), rules.get(2).role());
    assertInstanceOf(Projects.Matching.class, rules.get(2).projects());
    assertEquals(Holder.PEOPLE, rules.get(2).holder());
  }

  @Test
  void aGroupItselfCanBeInATeam() {
    String text = STUDIO.replace("team: true", "team: group");

    RoleRule rule = sync(text).sync().groups().orElseThrow().roles().get(2);

    assertEquals(Optional.empty(), rule.role());
    assertEquals(Holder.GROUP, rule.holder());
  }

  @Test
  void groupsAreMadeOfWhatPeopleHave() {
    String byValue =
        HR.replaceFirst(
            "(?s)      read: select id, name.*?attributes[^\n]*\n",
            "      by: dept\n      at: ou=groups\n");

    ConfiguredSync sync = sync(byValue);

    GroupSpec.From.Values from =
        assertInstanceOf(GroupSpec.From.Values.class, sync.groups().orElseThrow().from());
    assertEquals("id", from.member());
    assertEquals(List.of("cn"), sync.sync().groups().orElseThrow().mapping().names());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'      at: ou=groups\n' | '' | 17:5 CONFIG-KEY-MISSING syncs.s.groups has no 'at'",
        "'      members_read: select team, person from members\n' | '' | 17:5 CONFIG-KEY-MISSING"
            + " syncs.s.groups has no 'members_read'",
        "note } | nota } | 22:34 CONFIG-EXPRESSION syncs.s.groups.attributes.description: unknown"
            + " name nota",
        "gone: delete | gone: later | 25:13 CONFIG-VALUE syncs.s.groups.gone cannot be 'later'",
        "3% or 7 | 300% | 27:28 CONFIG-VALUE syncs.s.limits.memberships is more than 100 %",
        "'      anchor: id\n      at' | '      base: o=x\n      anchor: id\n      at' | 20:7"
            + " CONFIG-KEY-MISPLACED syncs.s.groups.base has no use here",
      })
  void saysWhatIsWrongInGroups(String right, String wrong, String said) {
    String yaml = HR.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

    assertEquals(said, desk().brief(SYSTEMS + yaml));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'- { group: leads, role: Project manager }' | '- { group: leads }' | 18:9"
            + " CONFIG-KEY-MISSING syncs.s.roles[1] has no 'role'",
        "'- { group: leads, role' | '- { role' | 18:9 CONFIG-KEY-MISSING syncs.s.roles[1] has no"
            + " 'group'",
        "name.startsWith | nama.startsWith | 20:54 CONFIG-EXPRESSION"
            + " syncs.s.roles[3].projects.where: unknown name nama",
        "'    groups:\n      base: ou=groups\n' | '' | 16:7 CONFIG-KEY-MISSING syncs.s.roles needs"
            + " 'groups'",
      })
  void saysWhatIsWrongInRoles(String right, String wrong, String said) {
    String yaml = STUDIO.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

    assertEquals(said, desk().brief(SYSTEMS + yaml));
  }
}
