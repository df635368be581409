// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import java.util.ArrayList;
import java.util.List;

/// Cuts an expression into tokens. A closing quote ends a token, whatever follows it.
final class Lexer {
  private static final String NOT_IN_WORDS = "\"'(),=<>!@";

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    List<Token> tokens = new ArrayList<>();
    do {
      tokens.add(lexer.next());
    } while (!(tokens.getLast() instanceof Token.End));
    return tokens;
  }

  private Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token.End(at);
    }
    char c = text.charAt(at);
    return switch (c) {
      case '"', '\'' -> quoted(c);
      case '(', ')', ',' -> new Token.Mark(at++, c);
      case '=', '<', '>', '!' -> symbol(c);
      default -> word();
    };
  }

  private Token quoted(char quote) {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1))) {
        at++;
      }
      content.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw Refusal.unreadable("the quote at position " + start + " is never closed");
    }
    at++;
    return new Token.Quoted(start, content.toString());
  }

  private static boolean isEscapable(char c) {
    return c == '\\' || c == '"' || c == '\'';
  }

  private Token symbol(char c) {
    int start = at++;
    if (at < text.length() && text.charAt(at) == '=' && c != '=') {
      at++;
    } else if (c == '!') {
      throw unexpected(start, c);
    }
    return new Token.Symbol(start, text.substring(start, at));
  }

  private Token word() {
    int start = at;
    while (at < text.length() && isInWord(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw unexpected(at, text.charAt(at));
    }
    return new Token.Word(start, text.substring(start, at));
  }

  private static boolean isInWord(char c) {
    return !Character.isWhitespace(c) && NOT_IN_WORDS.indexOf(c) < 0;
  }

  private static Refusal unexpected(int at, char c) {
    return Refusal.unreadable("unexpected '" + c + "' at position " + at);
  }
}
