// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.SqlDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class AnyDatabaseContractTest implements SourceContract {
  @TempDir private Path folder;

  private SqlSource source = new SqlSource(Sql.settings("jdbc:none:"), Sql.whole("select 1"));

  @BeforeEach
  void fill() {
    SqlDatabase database = new SqlDatabase("h2", "jdbc:h2:" + folder.resolve("hr"), "sa", "sa");
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
        Sql.settings("jdbc:h2:tcp://127.0.0.1:1/hr"), Sql.whole("select * from people"));
  }
}
