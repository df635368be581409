// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of a JavaScript expression, gone through from the left.
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<space>\\s+|//[^\\n]*|/\\*.*?\\*/)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<number>[0-9]+(?:\\.[0-9]+)?)|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)"
              + "|(?<regex>(?<=[(,])/(?![*/])(?:[^/\\\\\\n]|\\\\.)+/[a-z]*)"
              + "|(?<sign>===|!==|==|!=|<=|>=|&&|\\|\\||[-+*/%!?:.,;()<>{}=]|\\[|])",
          Pattern.DOTALL);

  private final List<Token> tokens;
  private int at;

  enum Sort {
    TEXT,
    NUMBER,
    WORD,
    REGEX,
    SIGN,
    END
  }

  /// @param text of a text what it says, otherwise as it is written
  record Token(Sort sort, String text) {}

  Tokens(String script) {
    this.tokens = tokens(script);
  }

  private static List<Token> tokens(String script) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(script).useTransparentBounds(true);
    int end = 0;
    while (end < script.length()) {
      matcher.region(end, script.length());
      if (!matcher.lookingAt()) {
        throw new Untranslated("'" + script.charAt(end) + "' is not understood");
      }
      end = matcher.end();
      token(matcher).ifPresent(tokens::add);
    }
    while (!tokens.isEmpty() && tokens.getLast().equals(new Token(Sort.SIGN, ";"))) {
      tokens.removeLast();
    }
    return tokens;
  }

  private static Optional<Token> token(Matcher matcher) {
    if (matcher.group("space") != null) {
      return Optional.empty();
    }
    String text = matcher.group();
    if (matcher.group("text") != null) {
      return Optional.of(new Token(Sort.TEXT, said(text.substring(1, text.length() - 1))));
    }
    if (matcher.group("number") != null) {
      return Optional.of(new Token(Sort.NUMBER, text));
    }
    if (matcher.group("word") != null) {
      return Optional.of(new Token(Sort.WORD, text));
    }
    return Optional.of(new Token(matcher.group("regex") == null ? Sort.SIGN : Sort.REGEX, text));
  }

  /// What a text says without its escapes.
  private static String said(String written) {
    StringBuilder said = new StringBuilder();
    for (int i = 0; i < written.length(); i++) {
      char letter = written.charAt(i);
      if (letter != '\\') {
        said.append(letter);
        continue;
      }
      letter = written.charAt(++i);
      switch (letter) {
        case 'n' -> said.append('\n');
        case 't' -> said.append('\t');
        case 'r' -> said.append('\r');
        case 'u', 'x', 'b', 'f', 'v', '0' ->
            throw new Untranslated("the escape \\" + letter + " is not carried over");
        default -> said.append(letter);
      }
    }
    return said.toString();
  }

  Token peek() {
    return at < tokens.size() ? tokens.get(at) : new Token(Sort.END, "the end");
  }

  Token next() {
    Token token = peek();
    at++;
    return token;
  }

  boolean sees(String sign) {
    return peek().sort == Sort.SIGN && peek().text.equals(sign);
  }

  /// Goes past this sign if it is next.
  boolean took(String sign) {
    boolean is = sees(sign);
    at += is ? 1 : 0;
    return is;
  }

  void expect(String sign) {
    if (!took(sign)) {
      throw new Untranslated("'" + peek().text + "' is not understood");
    }
  }

  String word() {
    if (peek().sort != Sort.WORD) {
      throw new Untranslated("'" + peek().text + "' is not understood");
    }
    return next().text;
  }
}
