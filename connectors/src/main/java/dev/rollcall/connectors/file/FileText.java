// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/// The text of a file: UTF-8 and nothing else, unpacked if its name ends in `.gz`, without the byte
/// order mark.
record FileText(Path path) {
  private static final int BUFFER = 1 << 16;
  private static final int MARK = 0xFEFF;

  boolean packed() {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /// The name without `.gz`, in lower case.
  String bareName() {
    String name = path.toString().toLowerCase(Locale.ROOT);
    return packed() ? name.substring(0, name.length() - 3) : name;
  }

  /// A reader that fails at the first invalid byte.
  BufferedReader open() throws IOException {
    InputStream bytes = bytes();
    try {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()), BUFFER);
      reader.mark(1);
      if (reader.read() != MARK) {
        reader.reset();
      }
      return reader;
    } catch (IOException failure) {
      bytes.close();
      throw failure;
    }
  }

  /// The first line that is not UTF-8, counted from 1.
  long firstInvalidLine() throws IOException {
    try (InputStream bytes = bytes()) {
      for (long line = 1; ; line++) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        int octet = bytes.read();
        while (octet >= 0 && octet != '\n') {
          one.write(octet);
          octet = bytes.read();
        }
        if (octet < 0 || !isValid(one.toByteArray())) {
          return line;
        }
      }
    }
  }

  private InputStream bytes() throws IOException {
    InputStream file = Files.newInputStream(path);
    if (!packed()) {
      return new BufferedInputStream(file, BUFFER);
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER);
    } catch (IOException failure) {
      file.close();
      throw failure;
    }
  }

  private static boolean isValid(byte[] line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
      return true;
    } catch (CharacterCodingException broken) {
      return false;
    }
  }
}
