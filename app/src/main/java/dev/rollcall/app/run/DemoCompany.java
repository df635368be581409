// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.sandbox.company.HrDatabase;
import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The sample company of the demo, in a directory of its own.
public final class DemoCompany {
  /// A login that everybody who tries the demo can ask about.
  public static final String SOMEBODY = "10001";

  private static final String CONFIG = "rollcall.yaml";
  private static final String MARK = "# The demo's configuration.";
  private static final List<String> OURS =
      List.of(CONFIG, "hr.db", "directory.ldif", "studio.json", "plans", ".rollcall");

  private final Path directory;
  private final HrDatabase hr;

  private DemoCompany(Path directory, int people) {
    this.directory = directory;
    this.hr = HrDatabase.at(directory.resolve("hr.db").toAbsolutePath(), SampleCompany.of(people));
  }

  /// A company in a directory, which is empty, new, or that of an earlier demo, whose files go.
  public static DemoCompany in(Path directory, int people) {
    DemoCompany company = new DemoCompany(directory, people);
    try {
      company.prepare();
    } catch (IOException failure) {
      throw unusable(directory, failure.toString());
    }
    return company;
  }

  private void prepare() throws IOException {
    Files.createDirectories(directory);
    Path config = directory.resolve(CONFIG);
    boolean earlier = Files.exists(config) && Files.readString(config).startsWith(MARK);
    try (Stream<Path> files = Files.list(directory)) {
      if (!earlier && files.findAny().isPresent()) {
        throw unusable(directory, "it holds files that are not of a demo");
      }
    }
    for (String name : OURS) {
      remove(directory.resolve(name));
    }
    try (InputStream text =
        Objects.requireNonNull(
            DemoCompany.class.getResourceAsStream("/dev/rollcall/app/cli/demo.yaml"))) {
      Files.writeString(
          config,
          new String(text.readAllBytes(), StandardCharsets.UTF_8)
              .replace("${hr}", hr.file().toString()));
    }
  }

  private static void remove(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<Path> files = Files.walk(file)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /// Everybody is hired.
  public void firstDay() {
    try {
      hr.firstDay();
    } catch (IOException | SQLException failure) {
      throw unusable(directory, failure.toString());
    }
  }

  /// Somebody leaves who will be back; told in sentences.
  public List<String> between() {
    return happened(hr::between);
  }

  /// A joiner, a rename, a leaver and a returner; told in sentences.
  public List<String> secondDay() {
    return happened(hr::secondDay);
  }

  private interface Day {
    List<HrDatabase.Happening> pass() throws SQLException;
  }

  private List<String> happened(Day day) {
    try {
      return day.pass().stream().map(HrDatabase.Happening::story).toList();
    } catch (SQLException failure) {
      throw unusable(directory, failure.toString());
    }
  }

  private static Halt unusable(Path directory, String why) {
    return new Halt(
        new Problem(
            "DEMO-DIRECTORY",
            Blame.OPERATOR,
            "the demo cannot use the directory " + directory,
            why,
            "name an empty one: rollcall demo --dir DIR"));
  }
}
