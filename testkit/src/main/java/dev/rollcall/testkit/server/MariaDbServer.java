// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A real MariaDB.
public final class MariaDbServer extends SqlServer {
  private static final String PACKAGE = "mariadb-server";
  private static final String SYSTEM_USER = "mysql";
  private static final String MAIN = "rollcall";

  private MariaDbServer(Start start, SqlDatabase main) {
    super(start, main);
  }

  public static MariaDbServer start() {
    return start(_ -> {});
  }

  /// Starts a server: about a second.
  public static MariaDbServer start(Consumer<DatabaseOptions> choices) {
    return start(choices, Programs.ofThisMachine());
  }

  static MariaDbServer start(Consumer<DatabaseOptions> choices, Programs programs) {
    DatabaseOptions options = new DatabaseOptions();
    choices.accept(options);
    return ServerHome.with("mariadb", options.folder, home -> start(options, home, programs));
  }

  private static MariaDbServer start(DatabaseOptions options, ServerHome home, Programs programs) {
    Optional<String> user =
        ThisUser.current().isRoot() ? Optional.of(SYSTEM_USER) : Optional.empty();
    String server = programs.need("mariadbd", PACKAGE);
    int port = Ports.free();
    SqlDatabase main = new SqlDatabase(MAIN, url(port, MAIN), MAIN, Passwords.random());
    Path data = makeTables(home, user, programs);
    List<String> words = new ArrayList<>(List.of(server, "--no-defaults"));
    settings(options, port, data).forEach((name, value) -> words.add("--" + name + "=" + value));
    words.add("--init-file=" + home.file("first.sql", firstStatements(main), user));
    ServerCommand command = ServerCommand.of("mariadbd", "TERM", programs, user, words);
    return new MariaDbServer(launch(home, new Prepared(command, port, main::answers)), main);
  }

  private static Path makeTables(ServerHome home, Optional<String> user, Programs programs) {
    String install = programs.need("mariadb-install-db", PACKAGE);
    Path data = home.folder("data", user);
    List<String> words =
        List.of(
            install,
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve");
    Tool.run(home.path(), ServerCommand.as(user, programs, words));
    return data;
  }

  /// The server reads its first statements one a line.
  private static String firstStatements(SqlDatabase main) {
    return """
    create database if not exists %1$s character set utf8mb4;
    create user if not exists %2$s@'127.0.0.1' identified by '%3$s';
    grant all on *.* to %2$s@'127.0.0.1' with grant option;
    alter user root@localhost identified by '%3$s';
    """
        .formatted(main.name(), main.user(), main.password());
  }

  private static Map<String, String> settings(DatabaseOptions options, int port, Path data) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("datadir", data.toString());
    settings.put("bind-address", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("socket", "socket");
    settings.put("pid-file", "pid");
    settings.put("skip-name-resolve", "ON");
    settings.put("character-set-server", "utf8mb4");
    settings.put("log-bin", "binlog");
    settings.put("binlog-format", "ROW");
    settings.put("server-id", "1");
    settings.put("innodb-log-file-size", "16M");
    settings.put("loose-innodb-use-native-aio", "0");
    if (!options.durable) {
      settings.put("innodb-flush-log-at-trx-commit", "0");
      settings.put("innodb-flush-method", "nosync");
      settings.put("sync-binlog", "0");
    }
    settings.putAll(options.settings);
    return settings;
  }

  private static String url(int port, String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }
}
