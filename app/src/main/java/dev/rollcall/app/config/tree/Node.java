// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A value in the file.
public sealed interface Node {
  Position at();

  /// A single text. Whether it is a number or a word is for the reader of the tree to say.
  ///
  /// @param text what it says, with quotes, escapes and `${...}` resolved
  /// @param written the same before `${...}` was resolved
  /// @param quoting how it is written
  /// @param spread whether it stands on several lines
  /// @param from where it begins in the file, in code points
  /// @param to where it ends
  record Scalar(
      Position at, String text, String written, Quoting quoting, boolean spread, int from, int to)
      implements Node {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");

    /// Whether there is nothing: `key:`, `key: ~`, `key: null`.
    public boolean absent() {
      return quoting == Quoting.PLAIN
          && switch (written) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    /// Whether it is a number written without quotes.
    public boolean number() {
      return quoting == Quoting.PLAIN && NUMBER.matcher(text).matches();
    }

    /// Whether it is true or false written without quotes.
    public boolean flag() {
      return quoting == Quoting.PLAIN
          && switch (text) {
            case "true", "false", "True", "False", "TRUE", "FALSE" -> true;
            default -> false;
          };
    }

    /// The same place with another text, which may be secret: `written` stays what it was.
    public Scalar resolved(String other) {
      return new Scalar(at, other, written, quoting, spread, from, to);
    }

    /// For messages: as it was written. Never several lines: where indentation is wrong, the keys
    /// below, and the passwords in them, become part of a text.
    public String shown() {
      if (spread) {
        return "a text of several lines";
      }
      String short_ = written.length() > 60 ? written.substring(0, 57) + "..." : written;
      return "'" + short_ + "'";
    }

    /// Never the text: it may have come out of a secret.
    @Override
    public String toString() {
      return "text at " + at;
    }
  }

  /// Values in order.
  record Items(Position at, List<Node> items) implements Node {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// Values under keys; no key is there twice.
  record Fields(Position at, List<Entry> entries) implements Node {
    public Fields {
      entries = List.copyOf(entries);
    }

    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key.equals(key)).findFirst();
    }

    public Optional<Node> get(String key) {
      return entry(key).map(Entry::value);
    }
  }

  /// A key and its value.
  ///
  /// @param at where the key is
  record Entry(Position at, String key, Node value) {}

  /// How a text is written.
  enum Quoting {
    PLAIN,
    SINGLE,
    DOUBLE,
    LITERAL,
    FOLDED
  }

  /// What it is, for messages: `a text`.
  default String kind() {
    return switch (this) {
      case Scalar scalar -> scalar.absent() ? "nothing" : "a text";
      case Items _ -> "a list";
      case Fields fields -> fields.entries.isEmpty() ? "nothing" : "a group of keys";
    };
  }
}
