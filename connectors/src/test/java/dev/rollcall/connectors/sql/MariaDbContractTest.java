// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.MariaDbServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SqlDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class MariaDbContractTest implements SourceContract {
  @RegisterExtension
  static final SharedServerExtension<MariaDbServer> mariaDb = Servers.sharedMariaDb();

  private SqlSource source = new SqlSource(Sql.settings("jdbc:none:"), Sql.whole("select 1"));

  @BeforeEach
  void fill() {
    SqlDatabase database = mariaDb.get().freshDatabase();
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
        Sql.settings("jdbc:mariadb://127.0.0.1:1/hr"), Sql.whole("select * from people"));
  }
}
