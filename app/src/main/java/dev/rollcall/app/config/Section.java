// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.Syntax;
import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.app.config.tree.Position;
import dev.rollcall.core.model.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A group of keys that [Structure] has looked at. What is wrong is as if it were absent here: it
/// has been told already.
///
/// @param at where the group belongs to: its key
/// @param path the key path
record Section(Position at, Fields fields, String path, Context context) {
  private static final Pattern TIME = Pattern.compile("([0-9]+) ?(ms|s|m|h|d)");

  static Section of(Entry entry, String path, Context context) {
    Fields fields =
        entry.value() instanceof Fields those ? those : new Fields(entry.at(), List.of());
    return new Section(entry.at(), fields, path, context);
  }

  /// The group under a key, empty where there is none.
  Section section(String key) {
    return entry(key)
        .map(entry -> of(entry, path + "." + key, context))
        .orElseGet(() -> new Section(at, new Fields(at, List.of()), path + "." + key, context));
  }

  Optional<Entry> entry(String key) {
    return fields
        .entry(key)
        .filter(entry -> !(entry.value() instanceof Scalar scalar && scalar.absent()));
  }

  /// The groups of keys in a list.
  List<Section> rows(String key) {
    List<Node> nodes =
        entry(key).map(Entry::value).stream()
            .flatMap(node -> node instanceof Items items ? items.items().stream() : Stream.of())
            .toList();
    List<Section> rows = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Fields each) {
        rows.add(new Section(each.at(), each, "%s.%s[%d]".formatted(path, key, i + 1), context));
      }
    }
    return List.copyOf(rows);
  }

  boolean has(String key) {
    return entry(key).isPresent();
  }

  /// Where a key is, or the group where it is not there.
  Position at(String key) {
    return entry(key).map(Entry::at).orElse(at);
  }

  Optional<Scalar> scalar(String key) {
    return entry(key)
        .map(Entry::value)
        .flatMap(value -> value instanceof Scalar scalar ? Optional.of(scalar) : Optional.empty());
  }

  Optional<String> text(String key) {
    return scalar(key).map(Scalar::text).filter(text -> !text.isBlank());
  }

  /// The texts of a list, or the one that stands there without a list.
  List<Scalar> scalars(String key) {
    return entry(key).map(Entry::value).map(Section::scalars).orElse(List.of());
  }

  static List<Scalar> scalars(Node node) {
    return switch (node) {
      case Scalar scalar -> List.of(scalar);
      case Items items ->
          items.items().stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
      case Fields _ -> List.of();
    };
  }

  List<String> texts(String key) {
    return scalars(key).stream().map(Scalar::text).toList();
  }

  Optional<Secret> secret(String key) {
    return text(key).map(Secret::of);
  }

  boolean flag(String key) {
    return flag(key, false);
  }

  boolean flag(String key, boolean otherwise) {
    return text(key).map("true"::equals).orElse(otherwise);
  }

  int whole(String key, int otherwise) {
    return text(key)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  Duration duration(String key, Duration otherwise) {
    return text(key).filter(Syntax.DURATION::accepts).map(Section::duration).orElse(otherwise);
  }

  private static Duration duration(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a time: " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /// A file name, from the directory of the configuration.
  Optional<Path> file(String key) {
    try {
      return text(key).map(context::resolve);
    } catch (InvalidPathException _) {
      noFileName(key);
      return Optional.empty();
    }
  }

  /// Says that a value cannot be a file name: it holds a character that the system's file names, or
  /// the locale, have not.
  void noFileName(String key) {
    problem(
        key,
        "CONFIG-VALUE",
        "cannot be a file name here",
        "it holds characters that file names on this machine, in the locale of this process,"
            + " cannot",
        "write it without them, or start Rollcall with LC_ALL=C.UTF-8");
  }

  /// Says something about the value of a key, unless its very place was spoken of already.
  void problem(String key, String code, String what, String why, String fix) {
    Position place = entry(key).map(entry -> entry.value().at()).orElse(at);
    if (!context.findings().placed(place)) {
      context.findings().problem(place, code, path + "." + key + " " + what, why, fix);
    }
  }

  /// Says that a key that others make necessary is not there.
  void missing(String key, String why, String fix) {
    if (fields.entry(key).isEmpty() && !context.meant().contains(path + "." + key)) {
      context
          .findings()
          .problem(at, "CONFIG-KEY-MISSING", path + " has no '" + key + "'", why, fix);
    }
  }

  /// Says that a key has no use here.
  void misplaced(String key, String why) {
    entry(key)
        .ifPresent(entry ->
            context
                .findings()
                .problem(
                    entry.at(),
                    "CONFIG-KEY-MISPLACED",
                    path + "." + key + " has no use here",
                    why,
                    "remove '" + key + "'"));
  }
}
