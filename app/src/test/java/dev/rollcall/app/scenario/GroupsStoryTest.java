// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Teams in an HR database become groups of a directory, and from there groups and roles of ftrack.
class GroupsStoryTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @TempDir private Path desk;

  private Company company() {
    Company company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    company
        .people()
        .database()
        .execute(
            "create table teams (id int primary key, name varchar(100))",
            "create table team_members (team int, person int)",
            "insert into teams values (1, 'vfx'), (2, 'leads')",
            "insert into team_members values (1, 1), (1, 2), (1, 3), (2, 4)");
    company.configure(configuration(company, "Project manager"));
    return company;
  }

  private static String configuration(Company company, String role) {
    return company.systems()
        + "syncs:\n"
        + company.toDirectory()
        + """
            groups:
              read: select id, name from teams
              members_read: select team, person from team_members
              anchor: id
              at: %s
        """
            .formatted(groupsDn(company))
        + company.toStudio()
        + """
            groups:
              base: %s
            roles:
              - { group: leads, role: %s }
        """
            .formatted(groupsDn(company), role);
  }

  private static String groupsDn(Company company) {
    return company.usersDn().replaceFirst("ou=users", "ou=groups");
  }

  private static List<String> members(Company company, String group) {
    return company.directory().search(groupsDn(company), "(cn=" + group + ")").stream()
        .flatMap(entry ->
            Arrays.stream(
                Optional.ofNullable(entry.getAttributeValues("member"))
                    .orElseGet(() -> new String[0])))
        .sorted()
        .toList();
  }

  @Test
  void groupsAndRolesFollowThePeopleThroughBothSystems() {
    try (Company company = company()) {
      Shell shell = company.shell();

      shell.run("check").expect(0);
      Ran first = shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertTrue(first.out().contains("Project manager on all open projects  +dana.cruz"));
      assertEquals(
          List.of(company.dn("anna.ek"), company.dn("bo.li"), company.dn("cem.ay")),
          members(company, "vfx"));
    }
  }

  @Test
  void whoIsInAGroupInsideAGroupOfTheDatabaseIsInBoth() {
    try (Company company = company()) {
      company
          .people()
          .database()
          .execute(
              "create table team_teams (team int, inside int)",
              "insert into team_teams values (1, 2), (2, 1)");
      company.configure(
          configuration(company, "Project manager")
              .replace(
                  "      anchor: id\n      at: " + groupsDn(company),
                  "      nested_read: select team, inside from team_teams\n      members: nested\n"
                      + "      anchor: id\n      at: "
                      + groupsDn(company)));
      Shell shell = company.shell();

      shell.run("check").expect(0);
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertEquals(4, members(company, "leads").size());
      assertEquals(members(company, "vfx"), members(company, "leads"));
    }
  }

  @Test
  void aNewNameOfAPersonAndOfAGroupAndAMoveAreJustThat() {
    try (Company company = company()) {
      Shell shell = company.shell();
      shell.run("run").expect(0);
      company.people().rename(1, "anna.holm", "Holm");
      company
          .people()
          .database()
          .execute(
              "update teams set name = 'effects' where id = 1",
              "update team_members set team = 2 where person = 2");

      String plan = shell.run("plan").expect(2).out();
      shell.run("run").expect(0);
      shell.run("plan").expect(0);

      assertTrue(plan.contains("rename group 1"), plan);
      assertTrue(plan.contains("cn=effects              −uid=bo.li"), plan);
      assertTrue(plan.contains("Project manager on all open projects  +bo.li"), plan);
      assertTrue(plan.contains("memberships +1 −1"), plan);
      assertEquals(
          List.of(company.dn("anna.holm"), company.dn("cem.ay")), members(company, "effects"));
      assertEquals(
          List.of(company.dn("bo.li"), company.dn("dana.cruz")), members(company, "leads"));
    }
  }

  @Test
  void somebodyIsToldTheGroupsOfAPerson() {
    try (Company company = company()) {
      Shell shell = company.shell();
      shell.run("run").expect(0);
      company.people().database().execute("insert into team_members values (2, 1)");

      String said = shell.run("explain", "anna.ek").expect(0).out();

      assertTrue(said.contains("in groups          cn=vfx," + groupsDn(company)), said);
      assertTrue(said.contains("next run: cn=leads                +uid=anna.ek"), said);
    }
  }

  @Test
  void nobodyBecomesAnAdministratorByARuleAlone() {
    try (Company company = company()) {
      Shell shell = company.shell();
      shell.run("run").expect(0);
      company.configure(configuration(company, "Administrator"));

      Ran stopped = shell.run("run", "--sync", "directory-to-ftrack").expect(4);
      shell.run("plan", "--sync", "directory-to-ftrack", "-o", "admin.plan").expect(4);
      String fingerprint =
          stopped.out().replaceFirst("(?s).*--approve-admin ([0-9a-f]{8}).*", "$1");
      shell.run("apply", "admin.plan", "--approve", fingerprint).expect(4);
      shell.run("apply", "admin.plan", "--approve-admin", fingerprint).expect(0);

      assertTrue(stopped.err().contains("GUARD-ADMINISTRATORS"), stopped.err());
      shell.run("plan").expect(0);
    }
  }

  @Test
  void anEmptiedGroupStopsTheRun() {
    try (Company company = company()) {
      Shell shell = company.shell();
      company.people().hireMany(100, 199);
      company
          .people()
          .database()
          .execute("insert into team_members select 1, id from people where id >= 100");
      shell.run("run").expect(0);
      company.people().database().execute("delete from team_members where team = 1");

      Ran stopped = shell.run("run").expect(4);

      assertTrue(stopped.err().contains("GUARD-MEMBERS"), stopped.err());
      assertEquals(103, members(company, "vfx").size());
    }
  }
}
