// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A plan on disk: JSON lines, the changes in plan order first, the summary last.
///
/// @param summary read when the file is opened; the changes are streamed
public record PlanFile(Path path, PlanSummary summary) {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final int TAIL = 1 << 16;

  /// One change with its wave.
  ///
  /// @param json the line on which it stands
  public record Step(int wave, Change change, String json) {}

  /// Opens a plan file; a broken one or another kind of file is a [Halt].
  public static PlanFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw unusable(path, "there is no such file");
    }
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      String text = new String(tail, StandardCharsets.UTF_8);
      if (!text.endsWith("\n")) {
        throw unusable(path, "its last line is cut off");
      }
      String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
      Map<String, String> fields = fields(last);
      if (!"summary".equals(fields.get("type"))) {
        throw unusable(path, "its last line is no summary");
      }
      return new PlanFile(path, RemarkJson.summary(fields));
    } catch (JacksonException failure) {
      throw unusable(path, "its last line is no JSON: " + failure.getOriginalMessage());
    } catch (IOException | IllegalArgumentException failure) {
      throw unusable(path, failure.toString());
    }
  }

  private static Map<String, String> fields(String line) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      return RemarkJson.fields(json);
    }
  }

  /// The changes in plan order. The stream must be closed.
  public Stream<Step> steps() {
    return lines().takeWhile(line -> line.startsWith("{\"type\":\"change\"")).map(this::step);
  }

  public Stream<Change> changes() {
    return steps().map(Step::change);
  }

  private Step step(String line) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      return ChangeJson.readStep(json, line);
    } catch (JacksonException failure) {
      throw unusable(path, "a line is no JSON: " + failure.getOriginalMessage());
    } catch (IllegalArgumentException failure) {
      throw unusable(path, failure.toString());
    }
  }

  static Change change(String line) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      return ChangeJson.read(json);
    }
  }

  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    remarks("problem").forEach(fields -> problems.add(RemarkJson.problem(fields)));
    return problems;
  }

  /// Changes that the configuration does not allow, for people.
  public List<String> withheld() {
    return remarks("withheld").stream().map(fields -> fields.getOrDefault("text", "")).toList();
  }

  /// Keys of accounts that are nobody's.
  public List<String> unmanaged() {
    return remarks("unmanaged").stream().map(fields -> fields.getOrDefault("text", "")).toList();
  }

  /// What is to be remembered when the plan is applied. The stream must be closed.
  public Stream<Note> notes() {
    return lines()
        .filter(line -> line.startsWith("{\"type\":\"note\""))
        .map(line -> RemarkJson.note(fields(line)));
  }

  private List<Map<String, String>> remarks(String type) {
    try (Stream<String> lines = lines()) {
      return lines
          .filter(line -> line.startsWith("{\"type\":\"" + type + "\""))
          .map(PlanFile::fields)
          .toList();
    }
  }

  private Stream<String> lines() {
    try {
      BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
      return reader
          .lines()
          .onClose(() -> {
            try {
              reader.close();
            } catch (IOException failure) {
              throw new UncheckedIOException(failure);
            }
          });
    } catch (IOException failure) {
      throw unusable(path, failure.toString());
    }
  }

  /// Whether the changes in the file are those of its fingerprint and of its counts.
  public boolean isGenuine(String seed) {
    MessageDigest digest = PlanWriter.sha256();
    digest.update(seed.getBytes(StandardCharsets.UTF_8));
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    try (Stream<String> lines = lines()) {
      lines
          .takeWhile(line -> line.startsWith("{\"type\":\"change\""))
          .forEach(line -> {
            digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
            counts.merge(step(line).change().kind(), 1L, Long::sum);
          });
    } catch (UncheckedIOException failure) {
      throw unusable(path, failure.toString());
    }
    String fingerprint = HexFormat.of().formatHex(digest.digest(), 0, 16);
    return fingerprint.equals(summary.fingerprint())
        && Arrays.stream(Kind.values())
            .allMatch(kind -> counts.getOrDefault(kind, 0L) == summary.count(kind));
  }

  /// Gives a finished plan file another name.
  public static Path rename(Path from, Path to) {
    try {
      return Files.move(
          from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw Disk.cannotWrite(to, failure);
    }
  }

  /// A short digest of a text.
  public static String digest(String text) {
    MessageDigest digest = PlanWriter.sha256();
    return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
  }

  private static Halt unusable(Path path, String why) {
    return new Halt(
        new Problem(
            "PLAN-UNREADABLE",
            Blame.OPERATOR,
            path + " is not a plan that can be applied",
            why,
            "make a new one: rollcall plan"));
  }
}
