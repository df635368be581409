// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.ReadFailed;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection, in a transaction that cannot write and sees one state of the database.
///
/// @param product `PostgreSQL`, `MariaDB`, `MySQL`, `SQLite`, ...
/// @param clock the database's clock when it began; empty when nobody asked
/// @param snapshot the kind of transaction, for people
record SqlSession(
    Connection connection,
    String product,
    String version,
    Optional<OffsetDateTime> clock,
    String snapshot)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlSession.class);

  static SqlSession open(
      SqlSettings settings, Dialect dialect, SqlProblems problems, boolean withClock)
      throws ReadFailed {
    if (settings.password().filter(password -> password.isEmpty()).isPresent()) {
      throw problems.emptyPassword();
    }
    Connection connection = connect(settings, dialect, problems);
    try {
      Optional<OffsetDateTime> clock =
          withClock ? Optional.of(dialect.clock(connection)) : Optional.empty();
      DatabaseMetaData database = connection.getMetaData();
      return new SqlSession(
          connection,
          database.getDatabaseProductName(),
          database.getDatabaseProductVersion(),
          clock,
          dialect.begin(connection));
    } catch (SQLException failure) {
      close(connection);
      throw problems.start(failure);
    }
  }

  private static Connection connect(SqlSettings settings, Dialect dialect, SqlProblems problems)
      throws ReadFailed {
    String url = dialect.driverUrl(settings.url());
    try {
      @Nullable Connection connection =
          driver(url, problems).connect(url, properties(settings, dialect));
      if (connection == null) {
        throw problems.noDriver();
      }
      return connection;
    } catch (SQLException failure) {
      throw problems.start(failure);
    }
  }

  static Driver driver(String url, SqlProblems problems) throws ReadFailed {
    try {
      return DriverManager.getDriver(url);
    } catch (SQLException unknownAddress) {
      throw problems.noDriver();
    }
  }

  /// Drivers write into the properties that they get, so each connection has its own. What the
  /// address says stays.
  private static Properties properties(SqlSettings settings, Dialect dialect) {
    Properties properties = new Properties();
    String address = settings.url().toLowerCase(Locale.ROOT);
    dialect
        .defaults()
        .forEach((name, value) -> {
          if (!address.contains(name.toLowerCase(Locale.ROOT) + "=")) {
            properties.setProperty(name, value);
          }
        });
    settings.properties().forEach(properties::setProperty);
    settings.username().ifPresent(user -> properties.setProperty("user", user));
    settings.password().ifPresent(secret -> properties.setProperty("password", secret.reveal()));
    return properties;
  }

  String quoted(String name) throws SQLException {
    String quote = connection.getMetaData().getIdentifierQuoteString().strip();
    return quote + name.replace(quote, quote + quote) + quote;
  }

  @Override
  public void close() {
    close(connection);
  }

  /// What was read is read; that a connection cannot be closed changes nothing.
  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException failure) {
      LOG.debug("a connection could not be closed: {}", failure.getSQLState());
    }
  }
}
