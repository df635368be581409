// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/// One database of a running server and an account that owns it.
public record SqlDatabase(String name, String jdbcUrl, String user, String password) {
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /// Runs statements one after the other, each committed by itself.
  public void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new ServerFailed("statement refused by " + name + ": " + failure.getMessage(), failure);
    }
  }

  boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  @Override
  public String toString() {
    return user + " on " + jdbcUrl;
  }
}
