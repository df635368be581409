// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Puts a plan together: changes come in any order and stand in the file in plan order, so that the
/// same changes make the same bytes. Not for several threads.
public final class PlanWriter implements AutoCloseable {
  /// How many unmanaged accounts and how many problems are named; more are only counted.
  public static final int NAMED = 10_000;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Lines changes;
  private final Lines notes;
  private final List<Place> places = new ArrayList<>();
  private final List<Noted> noted = new ArrayList<>();
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final TreeMap<String, Problem> problems = new TreeMap<>();
  private final TreeSet<String> withheld = new TreeSet<>();
  private final TreeSet<String> unmanaged = new TreeSet<>();
  private long problemCount;
  private long withheldCount;
  private long unmanagedCount;

  private record Place(int wave, String key, long offset, int length) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Integer.compare(wave, other.wave);
      order = order == 0 ? key.compareTo(other.key) : order;
      return order == 0 ? Integer.compare(length, other.length) : order;
    }
  }

  /// Notes need an order, whichever: that of their hashes.
  private record Noted(long hash, long offset, int length) {}

  /// @param scratch a file that exists only while the plan is put together
  public PlanWriter(Path scratch) {
    this.changes = new Lines(scratch);
    this.notes = new Lines(scratch.resolveSibling(scratch.getFileName() + ".notes"));
  }

  /// A change as it will stand in the file.
  public static final class Line {
    private final int wave;
    private final String key;
    private final Kind kind;
    private final byte[] bytes;

    private Line(int wave, Change change, byte[] bytes) {
      this.wave = wave;
      this.key = change.subject().key().value();
      this.kind = change.kind();
      this.bytes = bytes;
    }
  }

  /// Writes a change down; for any number of threads.
  ///
  /// @param wave changes of one wave do not depend on each other; lower waves come first
  public static Line line(int wave, Change change) {
    return new Line(
        wave,
        change,
        line(json -> {
          json.writeStartObject();
          json.writeStringProperty("type", "change");
          json.writeNumberProperty("wave", wave);
          ChangeJson.write(json, change);
          json.writeEndObject();
        }));
  }

  /// Adds a change.
  public void add(int wave, Change change) {
    add(line(wave, change));
  }

  /// Adds a change that was written down.
  public void add(Line line) {
    long offset = changes.append(line.bytes);
    places.add(new Place(line.wave, line.key, offset, line.bytes.length));
    counts.merge(line.kind, 1L, Long::sum);
  }

  private static byte[] line(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      content.accept(json);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /// Something to remember when the plan is applied, whatever becomes of its changes.
  public void note(Note note) {
    byte[] line = line(json -> RemarkJson.note(json, note));
    long hash = Hashing.xxh3_64().hashBytesToLong(line);
    noted.add(new Noted(hash, notes.append(line), line.length));
  }

  public void problem(Problem problem) {
    problemCount++;
    problems.put(problem.code() + " " + problem.what() + "\n" + problem.why(), problem);
    if (problems.size() > NAMED) {
      problems.pollLastEntry();
    }
  }

  /// A change that the configuration does not allow.
  public void withheld(Kind kind, String because) {
    withheldCount++;
    withheld.add(kind.words() + " " + because);
    if (withheld.size() > NAMED) {
      withheld.pollLast();
    }
  }

  /// An account that is nobody's.
  public void unmanaged(String key) {
    unmanagedCount++;
    unmanaged.add(key);
    if (unmanaged.size() > NAMED) {
      unmanaged.pollLast();
    }
  }

  public long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  public long problems() {
    return problemCount;
  }

  public long withheld() {
    return withheldCount;
  }

  public long unmanaged() {
    return unmanagedCount;
  }

  /// Writes the plan file whole, or not at all.
  ///
  /// @param seed what else makes this plan this plan: the sync and its target
  /// @param complete fills the summary in; it is given one with fingerprint, waves and counts
  public PlanSummary finish(Path file, String seed, UnaryOperator<PlanSummary> complete) {
    Collections.sort(places);
    noted.sort(Comparator.comparingLong(Noted::hash));
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      PlanSummary summary = written(part, seed, complete);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return summary;
    } catch (IOException failure) {
      gone(part, failure);
      throw Disk.cannotWrite(file, failure);
    }
  }

  private PlanSummary written(Path part, String seed, UnaryOperator<PlanSummary> complete)
      throws IOException {
    try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
      PlanSummary summary = complete.apply(counted(copied(to, seed)));
      for (Noted each : noted) {
        to.write(notes.read(each.offset, each.length));
      }
      remarks(to);
      to.write(line(json -> RemarkJson.summary(json, summary)));
      return summary;
    }
  }

  private static void gone(Path part, IOException cause) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException also) {
      cause.addSuppressed(also);
    }
  }

  private String copied(OutputStream to, String seed) throws IOException {
    try (Digesting digest = new Digesting(seed)) {
      for (Place place : places) {
        byte[] line = changes.read(place.offset, place.length);
        digest.add(line);
        to.write(line);
      }
      return digest.hex();
    }
  }

  private PlanSummary counted(String fingerprint) {
    long waves = places.stream().mapToInt(Place::wave).distinct().count();
    return new PlanSummary(
        "",
        "",
        "",
        "",
        "",
        fingerprint,
        "",
        0,
        "",
        false,
        "",
        0,
        0,
        0,
        0,
        0,
        unmanagedCount,
        withheldCount,
        problemCount,
        waves,
        Holdings.NONE,
        0,
        counts);
  }

  private void remarks(OutputStream to) throws IOException {
    for (Problem problem : problems.values()) {
      to.write(line(json -> RemarkJson.problem(json, problem)));
    }
    for (String text : withheld) {
      to.write(line(json -> RemarkJson.text(json, "withheld", text)));
    }
    for (String key : unmanaged) {
      to.write(line(json -> RemarkJson.text(json, "unmanaged", key)));
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public void close() {
    changes.close();
    notes.close();
  }
}
