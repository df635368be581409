// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.page;

import java.util.List;

/// HTML in which every text is a text, whatever is in it.
final class Html {
  private final StringBuilder out = new StringBuilder();

  /// An element with content, and attributes as pairs of name and value.
  Html element(String name, Runnable content, String... attributes) {
    start(name, attributes);
    content.run();
    out.append("</").append(name).append('>');
    return this;
  }

  Html element(String name, String text, String... attributes) {
    return element(name, () -> text(text), attributes);
  }

  /// The first line of every page.
  Html doctype() {
    out.append("<!doctype html>\n");
    return this;
  }

  /// An element that has no end.
  Html start(String name, String... attributes) {
    out.append('<').append(name);
    for (int at = 0; at < attributes.length; at += 2) {
      out.append(' ').append(attributes[at]).append("=\"");
      text(attributes[at + 1]);
      out.append('"');
    }
    out.append('>');
    return this;
  }

  Html text(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' ? ' ' : c);
      }
    }
    return this;
  }

  /// A row of a table.
  Html row(String cell, List<String> texts) {
    return element("tr", () -> texts.forEach(text -> element(cell, text)));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
