// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
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
  private static final byte[] TYPE = "{\"type\":\"".getBytes(StandardCharsets.UTF_8);

  /// One change with its wave.
  public static final class Step {
    private final int wave;
    private final Change change;
    private final byte[] line;

    /// @param line where it stands in the file
    Step(int wave, Change change, byte[] line) {
      this.wave = wave;
      this.change = change;
      this.line = line;
    }

    public int wave() {
      return wave;
    }

    public Change change() {
      return change;
    }

    byte[] line() {
      return line;
    }
  }

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
      Map<String, String> fields = fields(last.getBytes(StandardCharsets.UTF_8));
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

  private static Map<String, String> fields(byte[] line) {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      json.nextToken();
      return RemarkJson.fields(json);
    }
  }

  /// The changes in plan order. The stream must be closed.
  public Stream<Step> steps() {
    return lines().takeWhile(line -> isOf("change", line)).map(this::step);
  }

  public Stream<Change> changes() {
    return steps().map(Step::change);
  }

  private Step step(byte[] line) {
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
    return lines().filter(line -> isOf("note", line)).map(line -> RemarkJson.note(fields(line)));
  }

  private List<Map<String, String>> remarks(String type) {
    try (Stream<byte[]> lines = lines()) {
      return lines.filter(line -> isOf(type, line)).map(PlanFile::fields).toList();
    }
  }

  private static boolean isOf(String type, byte[] line) {
    int end = TYPE.length + type.length();
    if (line.length <= end
        || line[end] != '"'
        || !Arrays.equals(line, 0, TYPE.length, TYPE, 0, TYPE.length)) {
      return false;
    }
    for (int i = 0; i < type.length(); i++) {
      if (line[TYPE.length + i] != type.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private Stream<byte[]> lines() {
    try {
      return FileLines.of(path);
    } catch (IOException failure) {
      throw unusable(path, failure.toString());
    }
  }

  /// Whether the changes in the file are those of its fingerprint and of its counts.
  public boolean isGenuine(String seed) {
    MessageDigest digest = PlanWriter.sha256();
    digest.update(seed.getBytes(StandardCharsets.UTF_8));
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    try (Stream<byte[]> lines = lines()) {
      lines
          .takeWhile(line -> isOf("change", line))
          .forEach(line -> {
            digest.update(line);
            digest.update((byte) '\n');
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
