// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.util.Locale;
import java.util.Set;

/// The text of a query, looked at just far enough to see that it is one statement that reads.
///
/// A courtesy: what protects the database is the read-only transaction.
///
/// @param text the statement without a semicolon at its end
/// @param firstWord in upper case
/// @param single whether nothing follows it
record QueryText(String text, String firstWord, boolean single) {
  private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE", "SHOW");

  boolean reads() {
    return single && READING.contains(firstWord);
  }

  static QueryText of(String query, Dialect dialect) {
    return new Scan(query, dialect).run();
  }

  /// One pass over the text that knows what is quoted and what is a comment.
  private static final class Scan {
    private final String query;
    private final boolean postgres;
    private final boolean maria;
    private int at;

    private Scan(String query, Dialect dialect) {
      this.query = query;
      this.postgres = dialect instanceof PostgreSql;
      this.maria = dialect instanceof MariaDb;
    }

    private QueryText run() {
      int wordStart = -1;
      int end = -1;
      boolean single = true;
      while (at < query.length()) {
        char c = query.charAt(at);
        if (skipComment() || Character.isWhitespace(c)) {
          at++;
          continue;
        }
        if (c == ';') {
          end = end < 0 ? at : end;
        } else if (end >= 0) {
          single = false;
        } else if (wordStart < 0 && c != '(') {
          wordStart = at;
        }
        skipQuoted(c);
        at++;
      }
      return new QueryText(end < 0 ? query : query.substring(0, end), word(wordStart), single);
    }

    private String word(int start) {
      int end = Math.max(0, start);
      while (start >= 0 && end < query.length() && Character.isLetter(query.charAt(end))) {
        end++;
      }
      return query.substring(Math.max(0, start), end).toUpperCase(Locale.ROOT);
    }

    /// Goes to the last character of the comment that starts here, if one does.
    private boolean skipComment() {
      if (query.startsWith("--", at) || (maria && query.startsWith("#", at))) {
        at = before(query.indexOf('\n', at));
        return true;
      }
      if (query.startsWith("/*", at)) {
        int close = query.indexOf("*/", at + 2);
        at = close < 0 ? query.length() : close + 1;
        return true;
      }
      return false;
    }

    /// Goes to the last character of what is quoted from here, if anything is.
    private void skipQuoted(char c) {
      if (c == '\'' || c == '"' || c == '`') {
        boolean escapes = maria ? c != '`' : c == '\'' && isEscapeString();
        skipTo(c, escapes);
      } else if (postgres && c == '$') {
        skipDollarQuoted();
      }
    }

    private boolean isEscapeString() {
      return postgres && at > 0 && Character.toUpperCase(query.charAt(at - 1)) == 'E';
    }

    private void skipTo(char quote, boolean escapes) {
      at++;
      while (at < query.length() && query.charAt(at) != quote) {
        at += escapes && query.charAt(at) == '\\' ? 2 : 1;
      }
    }

    /// PostgreSQL documentation, section 4.1.2.4: `$tag$ … $tag$`.
    private void skipDollarQuoted() {
      int tagEnd = query.indexOf('$', at + 1);
      if (tagEnd < 0 || !query.substring(at + 1, tagEnd).matches("([\\p{L}_][\\p{L}\\d_]*)?")) {
        return;
      }
      String tag = query.substring(at, tagEnd + 1);
      int close = query.indexOf(tag, tagEnd + 1);
      at = close < 0 ? query.length() : close + tag.length() - 1;
    }

    private int before(int found) {
      return found < 0 ? query.length() : found;
    }
  }
}
