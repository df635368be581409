// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.app.config.tree.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values in place of `${env:NAME}` and `${file:PATH}`; `$${` stands for `${`. What was put in
/// is never repeated in a message.
final class Substitution {
  /// More than any password, key or address has.
  private static final int LARGEST = 65_536;

  private static final Pattern PLACE =
      Pattern.compile("\\$\\$\\{|\\$\\{(?:(?<kind>[a-z]*):(?<name>[^}]*)}|)");

  private final Context context;

  Substitution(Context context) {
    this.context = context;
  }

  /// The same values, resolved.
  Fields resolve(Fields fields) {
    return new Fields(
        fields.at(),
        fields.entries().stream()
            .map(entry -> new Entry(entry.at(), entry.key(), resolve(entry.value())))
            .toList());
  }

  private Node resolve(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar.text().contains("${") ? resolve(scalar) : scalar;
      case Items items -> new Items(items.at(), items.items().stream().map(this::resolve).toList());
      case Fields fields -> resolve(fields);
    };
  }

  private Scalar resolve(Scalar scalar) {
    Matcher matcher = PLACE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(text, Matcher.quoteReplacement(value(matcher, scalar)));
    }
    return scalar.resolved(matcher.appendTail(text).toString());
  }

  private String value(Matcher place, Scalar scalar) {
    if (place.group().equals("$${")) {
      return "${";
    }
    Position at = scalar.at();
    String kind = place.group("kind");
    return switch (kind == null ? "" : kind) {
      case "env" -> variable(at, place.group("name"));
      case "file" -> file(at, place.group("name"));
      default -> {
        context
            .findings()
            .problem(
                at,
                "CONFIG-SUBSTITUTION",
                "a '${' is not followed by what it needs",
                "there are ${env:NAME} for a variable and ${file:PATH} for the text of a file",
                "write one of these, or $${ where '${' itself is meant");
        yield "";
      }
    };
  }

  private String variable(Position at, String name) {
    String value = context.environment().get(name);
    if (value == null) {
      context
          .findings()
          .problem(
              at,
              "CONFIG-ENV-UNSET",
              "the environment variable '" + name + "' is not set",
              "${env:" + name + "} takes the value from it",
              "set it where Rollcall is started, or correct the name");
      return "";
    }
    if (value.isBlank()) {
      context
          .findings()
          .problem(
              at,
              "CONFIG-SECRET-EMPTY",
              "the environment variable '" + name + "' is empty",
              "${env:" + name + "} takes the value from it",
              "give it a value where Rollcall is started");
    }
    return value;
  }

  private String file(Position at, String name) {
    try {
      String text = read(context.resolve(name));
      if (text.isBlank()) {
        unreadable(at, name, "it is empty");
      }
      return text;
    } catch (NoSuchFileException _) {
      unreadable(at, name, "there is no such file");
    } catch (CharacterCodingException _) {
      unreadable(at, name, "it is not a text in UTF-8");
    } catch (AccessDeniedException _) {
      unreadable(at, name, "it may not be read by who runs Rollcall");
    } catch (Refused refused) {
      unreadable(at, name, refused.why);
    } catch (IOException | InvalidPathException _) {
      unreadable(at, name, "it cannot be opened");
    }
    return "";
  }

  private void unreadable(Position at, String name, String why) {
    context
        .findings()
        .problem(
            at,
            "CONFIG-SECRET-FILE",
            "the file '" + name + "' cannot be taken in",
            why,
            "let ${file:...} name a readable file; a relative name starts from the configuration");
  }

  private static String read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new Refused("it is not a regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Refused("it has more than " + LARGEST + " bytes");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replaceFirst("\\r?\\n$", "");
    }
  }

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String why;

    Refused(String why) {
      super(why);
      this.why = why;
    }
  }
}
