// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.core.problem.Halt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The SELECTs that LSC keeps beside its configuration, in `sql-map-config.d`.
///
/// @param selects by their names
record SqlMaps(Map<String, Tag> selects) {
  /// LSC asks for one person at a time; Rollcall reads all of them at once.
  private static final String ONE = "[\\w.\"`]+\\s*=\\s*(?:lower|upper)?\\s*\\(?#[^#]+#\\)?";

  private static final Pattern ONLY = Pattern.compile("(?is)\\s+where\\s+" + ONE + "\\s*;?\\s*$");
  private static final Pattern LAST = Pattern.compile("(?is)\\s+and\\s+" + ONE + "\\s*;?\\s*$");
  private static final Pattern FIRST =
      Pattern.compile("(?is)(\\s+where\\s+)" + ONE + "\\s+and\\s+");
  private static final Pattern PARAMETER = Pattern.compile("#([A-Za-z_][\\w.]*)[^#]*#");
  private static final Pattern WHERE = Pattern.compile("(?is)\\s+where\\s+(.*?);?\\s*$");

  /// Everything there is beside this configuration.
  static SqlMaps beside(Path lsc, Decisions decisions) {
    Map<String, Tag> selects = new LinkedHashMap<>();
    Path folder = lsc.toAbsolutePath().resolveSibling("sql-map-config.d");
    for (Path file : files(folder)) {
      try {
        Tag root = XmlFile.read(file, XmlFile.Doctype.IGNORED);
        String space = root.attribute("namespace").map(it -> it + ".").orElse("");
        for (Tag select : root.all("select")) {
          select.attribute("id").ifPresent(id -> selects.putIfAbsent(id, select));
          select.attribute("id").ifPresent(id -> selects.putIfAbsent(space + id, select));
        }
      } catch (Halt broken) {
        String name = String.valueOf(file.getFileName());
        Tag place = new Tag(name, 1, "", Map.of(), "", List.of());
        decisions.add(
            place,
            "the file cannot be read: " + broken.problems().getFirst().why(),
            "correct it and import again, or write 'read:' by hand");
      }
    }
    return new SqlMaps(selects);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The SELECT of everybody that belongs to one of a single person; nothing where it holds more
  /// than the condition on the person.
  Optional<String> everybody(String name) {
    return Optional.ofNullable(selects.get(name))
        .filter(select -> select.children().isEmpty())
        .map(select -> everybodyOf(select.text()))
        .filter(sql -> !sql.contains("#") && !sql.contains("$"));
  }

  private static String everybodyOf(String sql) {
    String all = ONLY.matcher(sql).replaceFirst("");
    all = LAST.matcher(all).replaceFirst("");
    return FIRST.matcher(all).replaceFirst("$1").strip().replaceFirst(";\\s*$", "");
  }

  /// The column by which a SELECT of a single person finds them, as the parameter is called.
  Optional<String> parameter(String name) {
    return Optional.ofNullable(selects.get(name))
        .map(Tag::text)
        .map(PARAMETER::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /// The condition of a SELECT, in one line.
  Optional<String> condition(String name) {
    return Optional.ofNullable(selects.get(name))
        .map(Tag::text)
        .map(WHERE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).replaceAll("\\s+", " ").strip());
  }

  /// Whether a SELECT has this condition.
  static boolean holds(String sql, String condition) {
    return sql.replaceAll("\\s+", " ").contains(condition);
  }
}
