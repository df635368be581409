// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ftrack sandbox in a process of its own, empty but for some projects.
record StudioServer(Process process, Map<String, String> environment) implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;
  private static final int STARTING_MILLIS = 60_000;
  private static final Pattern SAID = Pattern.compile("export (FTRACK_\\w+)=(\\S+)");
  private static final Pattern SCHEMA = Pattern.compile("\"id\": ?\"([^\"]+)\"");
  private static final Pattern COUNTED = Pattern.compile("\"requests\":(\\d+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /// @param milliseconds how long each answer takes at least
  static StudioServer start(Path home, Path folder, int milliseconds)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "sandbox", ".log");
    Process process =
        new ProcessBuilder(home.resolve("rollcall").toString(), "sandbox")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int waited = 0; waited < STARTING_MILLIS; waited += 50) {
      Map<String, String> environment = environment(log);
      if (environment.size() == 3) {
        StudioServer server = new StudioServer(process, environment);
        return server.prepared(milliseconds);
      }
      Thread.sleep(50);
    }
    process.destroy();
    throw new IllegalStateException("no sandbox: " + Files.readString(log, StandardCharsets.UTF_8));
  }

  private static Map<String, String> environment(Path log) throws IOException {
    Map<String, String> found = new TreeMap<>();
    Matcher each = SAID.matcher(Files.readString(log, StandardCharsets.UTF_8));
    while (each.find()) {
      found.put(each.group(1), each.group(2));
    }
    return found;
  }

  private StudioServer prepared(int milliseconds) throws IOException, InterruptedException {
    try {
      prepare(milliseconds);
      return this;
    } catch (IOException | InterruptedException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  private void prepare(int milliseconds) throws IOException, InterruptedException {
    send("POST", "/sandbox/rules", "{\"role_of_new_users\": \"\"}");
    StudioPost post = new StudioPost(environment);
    post.add(StudioPost.query("select id from ProjectSchema"));
    Matcher schema = SCHEMA.matcher(post.send());
    if (!schema.find()) {
      throw new IllegalStateException("no project schema");
    }
    for (int project = 0; project < Studio.PROJECTS; project++) {
      String id = UUID.randomUUID().toString();
      String name = Studio.project(project);
      post.add(
          StudioPost.create(
              "Project",
              id,
              "\"name\":\"%s\",\"full_name\":\"%s\",\"project_schema_id\":\"%s\""
                  .formatted(name, name, schema.group(1))));
    }
    post.send();
    if (milliseconds > 0) {
      send(
          "POST",
          "/sandbox/faults",
          "{\"fault\": \"latency\", \"milliseconds\": %d}".formatted(milliseconds));
    }
    forget();
  }

  /// Counts requests from 0.
  void forget() throws IOException, InterruptedException {
    send("DELETE", "/sandbox/requests", "");
  }

  long requests() throws IOException, InterruptedException {
    Matcher counted = COUNTED.matcher(send("GET", "/sandbox/requests", ""));
    if (!counted.find()) {
      throw new IllegalStateException("no count of requests");
    }
    return Long.parseLong(counted.group(1));
  }

  /// Seconds that its processors have worked so far, in hundredths: proc(5), `utime` and `stime`.
  double cpu() throws IOException {
    Path file = Path.of("/proc/" + process.pid() + "/stat");
    String stat = Files.readString(file, StandardCharsets.UTF_8);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(environment.get("FTRACK_SERVER")).resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(method + " " + path + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
