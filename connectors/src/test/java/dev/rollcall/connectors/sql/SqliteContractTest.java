// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest implements SourceContract {
  @TempDir private Path folder;

  private SqlSource source = new SqlSource(Sql.settings("jdbc:none:"), Sql.whole("select 1"));

  @BeforeEach
  void fill() {
    SqlDatabase database = Sql.sqlite(folder);
    Sql.fill(database);
    source = Sql.source(database, "select * from people");
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public List<String> names() {
    return List.of("id", "name", "mail");
  }

  @Override
  public Source unreachable() {
    return new SqlSource(
        Sql.settings("jdbc:sqlite:/nowhere/hr.db"), Sql.whole("select * from people"));
  }
}
