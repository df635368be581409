// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Makes the tree out of a text that may be hostile: nesting, size and repetition by aliases are
/// bounded, keys are unique, and there are no types beyond texts, lists and groups of keys.
public final class TreeReader {
  /// More nesting than any configuration has.
  static final int DEEPEST = 32;

  /// More values than any configuration has, those that aliases repeat counted each time.
  static final long MOST_VALUES = 200_000;

  private final Findings findings;
  private final Iterator<Event> events;
  private final Map<String, Grown> anchors = new HashMap<>();

  private TreeReader(String text, Findings findings) {
    LoadSettings settings = LoadSettings.builder().setLabel("configuration").build();
    this.findings = findings;
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /// A value with the number of values that are in it.
  private record Grown(Node node, long size) {}

  /// Ends the reading where nothing sensible can follow; the problem has been told already.
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("told already", null, false, false);
    }
  }

  /// The tree of a file, or nothing when it is none; `findings` then says why.
  public static Optional<Node.Fields> read(String text, Findings findings) {
    try {
      return new TreeReader(text, findings).document();
    } catch (Unreadable _) {
      return Optional.empty();
    } catch (MarkedYamlEngineException broken) {
      Position at = broken.getProblemMark().map(TreeReader::position).orElse(Position.START);
      syntax(findings, at, Wording.of(broken));
    } catch (ReaderException broken) {
      Position at = place(text, broken.getPosition());
      syntax(
          findings,
          at,
          "the character U+%04X may not stand in YAML".formatted(broken.getCodePoint()));
    } catch (YamlEngineException _) {
      syntax(findings, Position.START, "the file is not YAML");
    }
    return Optional.empty();
  }

  private Optional<Node.Fields> document() {
    Optional<Node> root = Optional.empty();
    int documents = 0;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        documents++;
        if (documents > 1) {
          throw stop(
              event,
              "CONFIG-YAML",
              "a second document begins here",
              "the configuration is one document",
              "remove the '---' and everything after it");
        }
        root = Optional.of(node(events.next(), 0).node);
      }
    }
    if (root.isEmpty()) {
      findings.problem(
          Position.START,
          "CONFIG-YAML",
          "the file is empty",
          "it needs 'systems:' and 'syncs:'",
          "begin with a copy from examples/");
    }
    return root.flatMap(this::fields);
  }

  private Optional<Node.Fields> fields(Node root) {
    if (root instanceof Node.Fields fields) {
      return Optional.of(fields);
    }
    findings.problem(
        root.at(),
        "CONFIG-YAML",
        "the file does not begin with keys",
        "it is " + root.kind(),
        "begin with 'systems:' and 'syncs:'; see docs/reference/configuration.md");
    return Optional.empty();
  }

  private Grown node(Event event, int depth) {
    if (depth > DEEPEST) {
      throw stop(
          event,
          "CONFIG-YAML-LIMIT",
          "the values are nested too deep here",
          "at most " + DEEPEST + " levels are read",
          "write it with less nesting");
    }
    if (event instanceof AliasEvent alias) {
      return repeated(alias);
    }
    refuseTag(event);
    Grown grown =
        switch (event) {
          case ScalarEvent scalar -> new Grown(scalar(scalar), 1);
          case SequenceStartEvent start -> items(start, depth);
          case MappingStartEvent start -> fields(start, depth);
          default -> throw new IllegalStateException("not a value: " + event.getEventId());
        };
    if (grown.size > MOST_VALUES) {
      throw stop(
          event,
          "CONFIG-YAML-LIMIT",
          "there are too many values here",
          "at most " + MOST_VALUES + " are read, those repeated by aliases counted each time",
          "remove the aliases that multiply each other");
    }
    ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), grown));
    return grown;
  }

  private Grown repeated(AliasEvent alias) {
    Grown grown = anchors.get(alias.getAlias().getValue());
    if (grown == null) {
      throw stop(
          alias,
          "CONFIG-YAML",
          "a value begins with '*', and no '&' of that name is before it",
          "'*name' repeats a value that was marked with '&name'",
          "put the value in quotes if it just begins with '*'");
    }
    return grown;
  }

  private void refuseTag(Event event) {
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case SequenceStartEvent start -> start.getTag();
          case MappingStartEvent start -> start.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      findings.problem(
          position(event),
          "CONFIG-YAML",
          "a value begins with '!'",
          "'!name' is a YAML type, and the configuration has none",
          "put the value in quotes if it just begins with '!'");
    }
  }

  private Grown items(SequenceStartEvent start, int depth) {
    List<Node> items = new ArrayList<>();
    long size = 1;
    for (Event next = events.next(); !(next instanceof SequenceEndEvent); next = events.next()) {
      Grown item = node(next, depth + 1);
      items.add(item.node);
      size += item.size;
    }
    return new Grown(new Node.Items(position(start), items), size);
  }

  private Node.Scalar scalar(ScalarEvent event) {
    refuseUnwritable(event);
    Node.Quoting quoting =
        switch (event.getScalarStyle()) {
          case ScalarStyle.SINGLE_QUOTED -> Node.Quoting.SINGLE;
          case ScalarStyle.DOUBLE_QUOTED, ScalarStyle.JSON_SCALAR_STYLE -> Node.Quoting.DOUBLE;
          case ScalarStyle.LITERAL -> Node.Quoting.LITERAL;
          case ScalarStyle.FOLDED -> Node.Quoting.FOLDED;
          case ScalarStyle.PLAIN -> Node.Quoting.PLAIN;
        };
    int from = event.getStartMark().map(Mark::getIndex).orElse(0);
    int to = event.getEndMark().map(Mark::getIndex).orElse(from);
    int lastLine = event.getEndMark().map(Mark::getLine).orElse(0) + 1;
    Position at = position(event);
    boolean spread = lastLine > at.line();
    String text = event.getValue();
    return new Node.Scalar(at, text, text, quoting, spread, from, to);
  }

  /// Escapes can make what no file, database or directory can keep.
  private void refuseUnwritable(ScalarEvent event) {
    boolean unwritable =
        event
            .getValue()
            .codePoints()
            .anyMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    if (unwritable) {
      findings.problem(
          position(event),
          "CONFIG-YAML",
          "a text holds a character that cannot be kept",
          "\\0 and halves of surrogate pairs (\\ud800 to \\udfff) are no text",
          "remove the escape");
    }
  }

  private Grown fields(MappingStartEvent start, int depth) {
    GatheredFields gathered = new GatheredFields(findings);
    long size = 1;
    for (Event key = events.next(); !(key instanceof MappingEndEvent); key = events.next()) {
      if (!(key instanceof ScalarEvent name)) {
        throw stop(
            key,
            "CONFIG-YAML",
            "a key is not a text",
            "keys are single words",
            "write the key as a word, and put texts with [ { * in quotes");
      }
      refuseUnwritable(name);
      Grown value = node(events.next(), depth + 1);
      size += value.size;
      if (name.isPlain() && name.getValue().equals("<<")) {
        gathered.merge(position(name), value.node);
      } else {
        gathered.put(position(name), name.getValue(), value.node);
      }
    }
    return new Grown(gathered.at(position(start)), size);
  }

  private Unreadable stop(Event event, String code, String what, String why, String fix) {
    findings.problem(position(event), code, what, why, fix);
    return new Unreadable();
  }

  private static void syntax(Findings findings, Position at, String why) {
    findings.problem(
        at,
        "CONFIG-YAML",
        "the file cannot be read from here on",
        why,
        "correct the YAML here or on the line before; nothing after it was checked");
  }

  private static Position position(Event event) {
    return event.getStartMark().map(TreeReader::position).orElse(Position.START);
  }

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static Position place(String text, int index) {
    String before = text.substring(0, Math.clamp(index, 0, text.length()));
    int line = (int) before.chars().filter(each -> each == '\n').count() + 1;
    return new Position(
        line, before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1);
  }
}
