// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run against an ftrack server costs, in requests and in time: everybody new, nothing
/// changed, one in a hundred changed; beside it a script as people write it, see [StudioScript], a
/// loader that commits one user at a time in as few calls as that can be, and the same operations
/// posted bare.
///
/// Arguments: the working copy, how many people, how many milliseconds the server takes to answer.
final class StudioMain {
  /// @param server seconds that the server's processors worked for it
  private record Cost(Figures client, double server, long requests) {
    double work() {
      return client.cpu() + server;
    }
  }

  private static final int PAGE = 500;
  private static final int BATCH = 200;
  private static final String HEAP = "128m";
  private static final int ONE_BY_ONE = 1300;
  private static final int BY_SCRIPT = 500;
  private static final Pattern THOUSAND = Pattern.compile("a thousand take ([0-9.]+) s");

  private final Path home;
  private final Path folder;
  private final Path database;
  private final Path log;
  private final int people;
  private final int latency;
  private final Report report;

  private StudioMain(Path home, Path folder, int people, int latency) throws IOException {
    this.home = home;
    this.folder = folder;
    this.database = folder.resolve("hr.db");
    this.log = folder.resolve("output");
    this.people = people;
    this.latency = latency;
    Path results = Files.createDirectories(home.resolve("benchmarks/target/results"));
    this.report = new Report(results.resolve(System.currentTimeMillis() + "-ftrack.md"));
  }

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Path folder = Files.createTempDirectory(home.resolve("benchmarks/target"), "work");
    try {
      new StudioMain(home, folder, Integer.parseInt(args[1]), Integer.parseInt(args[2])).measure();
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure() throws Exception {
    new Studio(people, false).fill(database);
    report.title(
        "%,d people, 300 groups, %,d memberships, %,d roles; the server takes %d ms longer"
            .formatted(people, 6 * people, 2 * people, latency));
    report.line("| | requests | wall s | CPU s | peak MiB | CPU s of the server |");
    report.line("|---|---|---|---|---|---|");
    bare(people, BATCH);
    Cost bare = bare(people, BATCH);
    double frugal = oneByOne();
    double script = script();
    try (StudioServer server = StudioServer.start(home, folder, latency)) {
      Cost first = run(server, "everybody new", "\"create\":" + people);
      long still = run(server, "nothing changed", "\"unchanged\":" + people).requests;
      new Studio(people, true).fill(database);
      long moved = run(server, "1 % changed", "\"update\":" + people / 100).requests;
      long changes = new Studio(people, true).changes();
      report.line("");
      report.line(
          String.format(
              Locale.ROOT,
              "a script as people write it : first load = %.1f, one in two calls a user : first"
                  + " load = %.1f",
              script / first.client.wall(),
              frugal / first.client.wall()));
      report.line(
          String.format(
              Locale.ROOT,
              "first load : posting bare = %.2f by the clock, %.2f by CPU time of both sides",
              first.client.wall() / bare.client.wall(),
              first.work() / bare.work()));
      report.line(
          String.format(Locale.ROOT, "requests over the %d pages = %d", pages(), still - pages()));
      report.line(
          String.format(Locale.ROOT, "requests for %d changes = %d", changes, moved - still));
    }
  }

  /// Users, groups, memberships, roles that are held, roles and projects.
  private long pages() {
    long pages = 1 + 1 + 1;
    for (int rows : List.of(people, 6 * people, 2 * people)) {
      pages += Math.ceilDiv(rows, PAGE);
    }
    return pages;
  }

  private Cost run(StudioServer server, String name, String expected) throws Exception {
    Path file = folder.resolve("rollcall.yaml");
    Files.writeString(file, configuration(), StandardCharsets.UTF_8);
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.put("ROLLCALL_HEAP", HEAP);
    List<String> command =
        List.of(home.resolve("rollcall").toString(), "run", "--json", "--config", file.toString());
    return measured(server, new Program("rollcall run, " + name, command, environment, expected));
  }

  private Cost bare(int count, int batch) throws Exception {
    try (StudioServer server = StudioServer.start(home, folder, latency)) {
      return measured(server, load(server, "posted bare", count, String.valueOf(batch)));
    }
  }

  /// @return how long everybody takes, by a part of them
  private double oneByOne() throws Exception {
    int some = Math.min(people, ONE_BY_ONE);
    try (StudioServer server = StudioServer.start(home, folder, latency)) {
      measured(server, load(server, "two calls a user, " + some + " people", some, "user"));
      return everybody();
    }
  }

  /// @return how long everybody takes, by a part of them
  private double script() throws Exception {
    int some = Math.min(people, BY_SCRIPT);
    try (StudioServer server = StudioServer.start(home, folder, latency)) {
      Program script =
          new Program(
              "a script, " + some + " people",
              List.of(StudioScript.class.getName()),
              server.environment(),
              some + " people");
      List<String> arguments = List.of(Studio.url(database), String.valueOf(some));
      measured(server, Programs.java(folder, HEAP, script, arguments));
      return everybody();
    }
  }

  private double everybody() throws IOException {
    Matcher thousand = THOUSAND.matcher(Files.readString(log, StandardCharsets.UTF_8));
    if (!thousand.find()) {
      throw new IllegalStateException("the script did not say how long it took");
    }
    return Double.parseDouble(thousand.group(1)) * people / 1000;
  }

  private Program load(StudioServer server, String name, int count, String batch) {
    Program program =
        new Program(
            name, List.of(StudioLoad.class.getName()), server.environment(), count + " people");
    return Programs.java(
        folder, HEAP, program, List.of(Studio.url(database), String.valueOf(count), batch));
  }

  private Cost measured(StudioServer server, Program program) throws Exception {
    server.forget();
    double before = server.cpu();
    Figures figures = program.runNow(log);
    Cost cost = new Cost(figures, server.cpu() - before, server.requests());
    report.line(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.2f | %.2f | %.0f | %.2f |",
            program.name(),
            cost.requests,
            figures.wall(),
            figures.cpu(),
            figures.peak(),
            cost.server));
    return cost;
  }

  private String configuration() {
    return """
    systems:
      hr: { type: sql, url: '%s' }
      studio:
        type: ftrack
        server: ${env:FTRACK_SERVER}
        user: ${env:FTRACK_API_USER}
        api_key: ${env:FTRACK_API_KEY}
        page_size: %d
        batch: %d
    syncs:
      hr-to-studio:
        from: hr
        to: studio
        users:
          read: %s
          anchor: id
          match: [username]
          attributes: { username: username, email: email, first_name: first_name, last_name: last_name }
        groups:
          read: select id, name from teams
          members_read: select team_id, user_id from team_members
          anchor: id
    %s
    """
        .formatted(Studio.url(database), PAGE, BATCH, Studio.QUERY, Studio.roles());
  }
}
