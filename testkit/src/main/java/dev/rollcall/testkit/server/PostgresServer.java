// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A real PostgreSQL: the newest one that Debian has installed.
public final class PostgresServer extends SqlServer {
  private static final String PACKAGE = "postgresql";
  private static final String SYSTEM_USER = "postgres";
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private PostgresServer(Start start, SqlDatabase main) {
    super(start, main);
  }

  public static PostgresServer start() {
    return start(_ -> {});
  }

  /// Starts a server: about a second.
  public static PostgresServer start(Consumer<DatabaseOptions> choices) {
    return start(choices, Programs.ofThisMachine().preferring(newestVersion()));
  }

  static PostgresServer start(Consumer<DatabaseOptions> choices, Programs programs) {
    DatabaseOptions options = new DatabaseOptions();
    choices.accept(options);
    return ServerHome.with("postgres", options.folder, home -> start(options, home, programs));
  }

  private static PostgresServer start(DatabaseOptions options, ServerHome home, Programs programs) {
    Optional<String> user =
        ThisUser.current().isRoot() ? Optional.of(SYSTEM_USER) : Optional.empty();
    int port = Ports.free();
    SqlDatabase main =
        new SqlDatabase(SYSTEM_USER, url(port, SYSTEM_USER), "rollcall", Passwords.random());
    Path data = makeCluster(home, user, programs, main);
    List<String> words = new ArrayList<>();
    words.add(programs.need("postgres", PACKAGE));
    words.addAll(List.of("-D", data.toString()));
    settings(options, port)
        .forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    ServerCommand command = ServerCommand.of("postgres", "INT", programs, user, words);
    return new PostgresServer(launch(home, new Prepared(command, port, main::answers)), main);
  }

  private static Path makeCluster(
      ServerHome home, Optional<String> user, Programs programs, SqlDatabase main) {
    String initdb = programs.need("initdb", PACKAGE);
    Path data = home.folder("data", user);
    Path password = home.file("password", main.password(), user);
    List<String> words =
        List.of(
            initdb,
            "-D",
            data.toString(),
            "-U",
            main.user(),
            "--pwfile=" + password,
            "-N",
            "-A",
            "scram-sha-256",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-instructions");
    Tool.run(home.path(), ServerCommand.as(user, programs, words));
    return data;
  }

  private static Map<String, String> settings(DatabaseOptions options, int port) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("dynamic_shared_memory_type", "mmap");
    settings.put("wal_level", "logical");
    // Logical decoding only shows what was flushed, so commits stay synchronous even without fsync.
    settings.put("synchronous_commit", "on");
    settings.put("fsync", options.durable ? "on" : "off");
    settings.put("full_page_writes", options.durable ? "on" : "off");
    settings.putAll(options.settings);
    return settings;
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private static Optional<Path> newestVersion() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .max(Comparator.comparingInt(PostgresServer::number))
          .map(version -> version.resolve("bin"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int number(Path version) {
    String name = String.valueOf(version.getFileName());
    return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
  }
}
