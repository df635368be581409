// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.Key;
import dev.rollcall.app.config.keys.Nearest;
import dev.rollcall.app.config.keys.Shape;
import dev.rollcall.app.config.keys.Syntax;
import dev.rollcall.app.config.keys.Table;
import dev.rollcall.app.config.tree.Findings;
import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.app.config.tree.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Compares a tree with the tables of keys: unknown, missing and misspelt keys, wrong types and
/// values. What depends on several keys is not its business.
final class Structure {
  private final Findings findings;
  private final Set<String> meant;

  Structure(Context context) {
    this.findings = context.findings();
    this.meant = context.meant();
  }

  /// @param at where the group belongs to: its key, or the beginning of the file
  /// @param path the key path, empty at the top
  void group(Position at, Fields fields, Table table, String path) {
    for (Entry entry : fields.entries()) {
      Optional<Key> key = table.key(entry.key());
      if (key.isPresent()) {
        value(entry, key.get().shape(), join(path, entry.key()), key.get().needed());
      } else {
        unknown(entry, table, path);
      }
    }
    table.keys().stream()
        .filter(key -> key.needed() && fields.entry(key.name()).isEmpty())
        .filter(key -> !meant.contains(join(path, key.name())))
        .forEach(key -> missing(at, key, table, path));
  }

  private void value(Entry entry, Shape shape, String path, boolean needed) {
    if (entry.value() instanceof Scalar scalar && scalar.absent()) {
      nothing(entry, shape, path, needed);
    } else {
      check(entry.at(), entry.value(), shape, path);
    }
  }

  private void nothing(Entry entry, Shape shape, String path, boolean needed) {
    findings.problem(
        entry.at(),
        "CONFIG-VALUE",
        path + " has no value",
        "it takes " + shape.inWords(),
        needed ? "write one" : "write one, or remove '" + entry.key() + "'");
  }

  private void check(Position at, Node node, Shape shape, String path) {
    switch (shape) {
      case Shape.Text(Syntax syntax) -> text(node, syntax, shape, path);
      case Shape.Whole(int least, int most) -> whole(node, least, most, shape, path);
      case Shape.Choice(List<String> words) -> choice(node, words, shape, path);
      case Shape.Texts texts -> texts(node, texts, path);
      case Shape.Group(Table table) ->
          fields(node, shape, path).ifPresent(it -> group(at, it, table, path));
      case Shape.Named named -> fields(node, shape, path).ifPresent(it -> named(it, named, path));
      case Shape.Typed typed ->
          fields(node, shape, path).ifPresent(it -> typed(at, it, typed, path));
      case Shape.Either either -> either(at, node, either, path);
      case Shape.Rows(Table table) -> rows(node, table, shape, path);
    }
  }

  private Optional<Fields> fields(Node node, Shape shape, String path) {
    if (node instanceof Fields fields && !fields.entries().isEmpty()) {
      return Optional.of(fields);
    }
    wrong(node, shape, path);
    return Optional.empty();
  }

  private void rows(Node node, Table table, Shape shape, String path) {
    if (!(node instanceof Items items) || items.items().isEmpty()) {
      wrong(node, shape, path);
      return;
    }
    int number = 1;
    for (Node item : items.items()) {
      String place = path + "[" + number++ + "]";
      fields(item, shape, place).ifPresent(it -> group(item.at(), it, table, place));
    }
  }

  private void either(Position at, Node node, Shape.Either either, String path) {
    Optional<Shape> shape =
        switch (node) {
          case Scalar _ -> either.text();
          case Items _ -> either.list();
          case Fields _ -> either.keys();
        };
    shape.ifPresentOrElse(it -> check(at, node, it, path), () -> wrong(node, either, path));
  }

  private void named(Fields fields, Shape.Named named, String path) {
    for (Entry entry : fields.entries()) {
      if (named.syntax().accepts(entry.key())) {
        value(entry, named.each(), join(path, entry.key()), true);
      } else {
        findings.problem(
            entry.at(),
            "CONFIG-NAME",
            "'" + entry.key() + "' cannot be a name in " + path,
            "names have 1 to 64 letters, digits, '-' and '_'; they become names of files",
            "give it another name");
      }
    }
  }

  private void typed(Position at, Fields fields, Shape.Typed typed, String path) {
    Optional<Entry> type = fields.entry("type");
    if (type.isEmpty()) {
      fields.entries().stream()
          .filter(entry -> Nearest.to(entry.key(), List.of("type")).isPresent())
          .forEach(entry -> unknown(entry, typed.tables().firstEntry().getValue(), path));
      if (meant.contains(join(path, "type"))) {
        return;
      }
      Key key = typed.tables().firstEntry().getValue().keys().getFirst();
      missing(at, key, "a system", key.shape().inWords(), path);
      return;
    }
    Optional<Table> table =
        type.map(Entry::value)
            .map(value -> value instanceof Scalar scalar ? scalar.text() : "")
            .map(word -> typed.tables().get(word));
    if (table.isPresent()) {
      group(at, fields, table.get(), path);
    } else {
      value(
          type.get(),
          new Shape.Choice(List.copyOf(typed.tables().sequencedKeySet())),
          path + ".type",
          true);
    }
  }

  private void text(Node node, Syntax syntax, Shape shape, String path) {
    if (!(node instanceof Scalar scalar)) {
      wrong(node, shape, path);
    } else if (findings.placed(scalar.at())) {
      return;
    } else if (syntax == Syntax.SECRET && scalar.text().isBlank()) {
      findings.problem(
          scalar.at(),
          "CONFIG-SECRET-EMPTY",
          path + " is empty",
          "an empty password is never sent: directories take it for 'nobody' and say yes",
          "give the password, or remove the key");
    } else if (!syntax.accepts(scalar.text()) || !Ldap.accepts(syntax, scalar.text())) {
      wrong(node, shape, path);
    }
  }

  private void whole(Node node, int least, int most, Shape shape, String path) {
    boolean good =
        node instanceof Scalar scalar
            && scalar.text().matches("[0-9]{1,9}")
            && Integer.parseInt(scalar.text()) >= least
            && Integer.parseInt(scalar.text()) <= most;
    if (!good) {
      wrong(node, shape, path);
    }
  }

  private void choice(Node node, List<String> words, Shape shape, String path) {
    if (!(node instanceof Scalar scalar)) {
      wrong(node, shape, path);
    } else if (!words.contains(scalar.text()) && !findings.placed(scalar.at())) {
      findings.problem(
          scalar.at(),
          "CONFIG-VALUE",
          path + " cannot be " + scalar.shown(),
          "it is " + shape.inWords(),
          "write "
              + Nearest.to(scalar.text(), words).map(it -> "'" + it + "'").orElse("one of them"));
    }
  }

  private void texts(Node node, Shape.Texts texts, String path) {
    Shape each = new Shape.Text(texts.syntax());
    switch (node) {
      case Scalar _ when texts.single() -> text(node, texts.syntax(), each, path);
      case Items items when !items.items().isEmpty() ->
          items.items().forEach(item -> text(item, texts.syntax(), each, path));
      case Scalar _, Items _, Fields _ -> wrong(node, texts, path);
    }
  }

  private void wrong(Node node, Shape shape, String path) {
    if (findings.placed(node.at())) {
      return;
    }
    boolean secret = shape instanceof Shape.Text(Syntax syntax) && syntax == Syntax.SECRET;
    findings.problem(
        node.at(),
        "CONFIG-VALUE",
        path + " takes " + shape.inWords(),
        "here is " + (node instanceof Scalar scalar && !secret ? scalar.shown() : node.kind()),
        "write " + shape.inWords());
  }

  private void unknown(Entry entry, Table table, String path) {
    String where = path.isEmpty() ? "" : " in " + path;
    Optional<String> former = Optional.ofNullable(table.former().get(entry.key()));
    Optional<String> nearest = Nearest.to(entry.key(), table.names());
    former.or(() -> nearest).ifPresent(name -> meant.add(join(path, name)));
    if (former.isPresent()) {
      findings.problem(
          entry.at(),
          "CONFIG-KEY-RENAMED",
          "there is no key '" + entry.key() + "'" + where,
          "it is called '" + former.get() + "' here",
          "write '" + former.get() + "'");
      return;
    }
    findings.problem(
        entry.at(),
        "CONFIG-KEY-UNKNOWN",
        "unknown key '" + entry.key() + "'" + where,
        table.title() + " has the keys " + String.join(", ", table.names()),
        nearest.map(it -> "write '" + it + "'").orElse("remove it"));
  }

  private void missing(Position at, Key key, Table table, String path) {
    missing(at, key, table.title(), key.shape().inWords(), path);
  }

  private void missing(Position at, Key key, String title, String words, String path) {
    findings.problem(
        at,
        "CONFIG-KEY-MISSING",
        (path.isEmpty() ? "the file" : path) + " has no '" + key.name() + "'",
        title + " needs it: " + key.meaning().replace("`", "'"),
        "add '" + key.name() + ":' with " + words);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
