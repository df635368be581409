// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SqlGroupsTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> postgres = Servers.sharedPostgres();

  private static final String TEAMS = "select id, name from teams";
  private static final String MEMBERS = "select team, person from members order by person";

  @TempDir private Path folder;

  private static SqlDatabase filled(SqlDatabase database) {
    database.execute(
        "create table teams (id integer, name varchar(40))",
        "create table members (team integer, person integer)",
        "insert into teams values (1, 'vfx'), (2, 'comp'), (3, 'empty')",
        "insert into members values (1, 10), (1, 11), (2, 10), (9, 10)");
    return database;
  }

  private static SqlSource source(SqlDatabase database, String members) {
    SqlGroups groups = new SqlGroups(TEAMS, "id", members, Optional.empty(), "id");
    return new SqlSource(
        Sql.settingsOf(database), Sql.whole("select 1 as id"), Optional.of(groups));
  }

  private static SortedMap<String, List<String>> read(SqlSource source) throws ReadFailed {
    SortedMap<String, List<String>> groups = new TreeMap<>();
    SourceRequest request = new SourceRequest(List.of("id", "name"), Optional.empty());
    source.readGroups(
        request, (group, members) -> groups.put(group.values("name").getFirst(), members));
    return groups;
  }

  @Test
  void everyGroupComesWithItsMembers() throws Exception {
    SortedMap<String, List<String>> wanted = new TreeMap<>();
    wanted.put("vfx", List.of("10", "11"));
    wanted.put("comp", List.of("10"));
    wanted.put("empty", List.of());

    assertEquals(wanted, read(source(filled(Sql.sqlite(folder)), MEMBERS)));
    assertEquals(wanted, read(source(filled(postgres.get().freshDatabase()), MEMBERS)));
  }

  @Test
  void membersThatAreNoPairsStopTheReading() {
    SqlSource source = source(filled(Sql.sqlite(folder)), "select team from members");

    ReadFailed failed = assertThrows(ReadFailed.class, () -> read(source));

    assertEquals("SQL-NO-PAIR", failed.problem().code());
    SourceRequest request = new SourceRequest(List.of("name"), Optional.empty());
    assertInstanceOf(Finding.Bad.class, source.checkGroups(request).getFirst());
  }
}
