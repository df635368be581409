// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks.bare;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Reads every row through a cursor and looks at each value, nothing more.
///
/// Arguments: JDBC URL, user, password, fetch size, query.
public final class SqlRead {
  private SqlRead() {}

  public static void main(String[] args) throws SQLException {
    long rows = 0;
    long letters = 0;
    try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(Integer.parseInt(args[3]));
        try (ResultSet result = statement.executeQuery(args[4])) {
          int columns = result.getMetaData().getColumnCount();
          while (result.next()) {
            rows++;
            for (int column = 1; column <= columns; column++) {
              @Nullable String value = result.getString(column);
              letters += value == null ? 0 : value.length();
            }
          }
        }
      }
    }
    System.out.printf("%d rows, %d letters%n", rows, letters);
  }
}
