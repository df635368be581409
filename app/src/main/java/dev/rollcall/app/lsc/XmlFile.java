// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML that may be hostile: it opens no other file, knows no entities of a DTD, and is
/// bounded in size and nesting.
final class XmlFile {
  static final int MOST_BYTES = 16 << 20;
  static final int DEEPEST = 64;

  private final String name;
  private final XMLStreamReader reader;

  private XmlFile(String name, XMLStreamReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /// Whether a file may begin with a `<!DOCTYPE`, which is then passed over.
  enum Doctype {
    REFUSED,
    IGNORED
  }

  /// The root element.
  ///
  /// @throws Halt where the file cannot be read, or is no such XML
  static Tag read(Path file, Doctype doctype) {
    String name = String.valueOf(file.getFileName());
    byte[] bytes = bytes(file);
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
      return new XmlFile(name, reader).root(file, doctype);
    } catch (XMLStreamException broken) {
      throw malformed(file, line(broken), reason(broken));
    }
  }

  private static byte[] bytes(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw malformed(file, 1, "it has more than 16 MiB");
      }
      return bytes;
    } catch (NoSuchFileException _) {
      throw unreadable(file, "there is no such file");
    } catch (IOException failure) {
      throw unreadable(file, String.valueOf(failure.getMessage()));
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("it names another file, and none is opened");
    });
    return factory;
  }

  private Tag root(Path file, Doctype doctype) throws XMLStreamException {
    while (reader.hasNext()) {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD && doctype == Doctype.REFUSED) {
        throw malformed(file, line(), "it has a <!DOCTYPE>, which could name other files");
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        Tag root = tag(1);
        while (reader.hasNext()) {
          reader.next();
        }
        return root;
      }
    }
    throw malformed(file, 1, "there is no element in it");
  }

  private Tag tag(int depth) throws XMLStreamException {
    if (depth > DEEPEST) {
      throw new XMLStreamException("it is nested deeper than " + DEEPEST, reader.getLocation());
    }
    int line = line();
    String element = reader.getLocalName();
    Map<String, String> attributes = attributes();
    List<Tag> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(tag(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("it has an entity of its own", reader.getLocation());
        case XMLStreamConstants.END_ELEMENT -> {
          return new Tag(name, line, element, attributes, text.toString().strip(), children);
        }
        default -> {}
      }
    }
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private int line() {
    return Math.max(1, reader.getLocation().getLineNumber());
  }

  private static int line(XMLStreamException broken) {
    return broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNumber());
  }

  /// The parser puts the place in front of what it has to say.
  private static String reason(XMLStreamException broken) {
    return String.valueOf(broken.getMessage()).replaceFirst("(?s)^ParseError at .*?Message: ", "");
  }

  private static Halt malformed(Path file, int line, String why) {
    return new Halt(
        new Problem(
            "LSC-XML",
            Blame.OPERATOR,
            "'%s', line %d cannot be read as the configuration of LSC".formatted(file, line),
            why,
            "correct the file; LSC itself says what is wrong with it: lsc -f DIRECTORY -v"));
  }

  private static Halt unreadable(Path file, String why) {
    return new Halt(
        new Problem(
            "LSC-FILE",
            Blame.OPERATOR,
            "cannot read '" + file + "'",
            why,
            "name the lsc.xml, mostly in /etc/lsc"));
  }
}
