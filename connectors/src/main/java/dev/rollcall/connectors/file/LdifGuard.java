// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/// Lets no value through that is given as a URL (`photo:< file:///…`): the LDIF reader would open
/// the file, and an export says nothing about what Rollcall may read.
final class LdifGuard extends FilterReader {
  private enum At {
    NAME,
    COLON,
    REST
  }

  private At at = At.NAME;
  private boolean lineBegins = true;
  private long line = 1;

  LdifGuard(Reader text) {
    super(text);
  }

  /// Thrown where such a value begins.
  static final class UrlValue extends IOException {
    private static final long serialVersionUID = 1L;

    private final long line;

    private UrlValue(long line) {
      super("a value is given as a URL in line " + line);
      this.line = line;
    }

    long line() {
      return line;
    }
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    if (next >= 0) {
      see((char) next);
    }
    return next;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    for (int i = offset; i < offset + count; i++) {
      see(buffer[i]);
    }
    return count;
  }

  private void see(char c) throws UrlValue {
    if (c == '\r') {
      return;
    }
    if (c == '\n') {
      lineBegins = true;
      line++;
      return;
    }
    if (lineBegins) {
      begin(c);
      return;
    }
    inside(c);
  }

  /// A line that begins with a space goes on where the one before it ended.
  private void begin(char c) throws UrlValue {
    lineBegins = false;
    if (c == ' ') {
      return;
    }
    at = c == '#' ? At.REST : At.NAME;
    inside(c);
  }

  private void inside(char c) throws UrlValue {
    if (at == At.COLON && c == '<') {
      throw new UrlValue(line);
    }
    if (at != At.REST) {
      at = at == At.NAME && c == ':' ? At.COLON : at == At.NAME ? At.NAME : At.REST;
    }
  }
}
