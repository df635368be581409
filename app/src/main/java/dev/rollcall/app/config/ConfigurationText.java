// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Findings;
import dev.rollcall.app.config.tree.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The text of a configuration file.
final class ConfigurationText {
  /// More than any configuration has.
  private static final int LARGEST = 1_048_576;

  private ConfigurationText() {}

  /// The text with line ends as `\n`, or nothing; `findings` then says why.
  static Optional<String> read(Path file, Findings findings) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length <= LARGEST) {
        return Optional.of(text(bytes));
      }
      refuse(findings, "it has more than " + LARGEST + " bytes", "write a smaller one");
    } catch (NoSuchFileException _) {
      refuse(
          findings,
          "there is no such file",
          "name another with --config, or begin with a copy from examples/");
    } catch (AccessDeniedException _) {
      refuse(findings, "it may not be read by who runs Rollcall", "give that user the right to");
    } catch (CharacterCodingException _) {
      refuse(findings, "it is not a text in UTF-8", "save it as UTF-8");
    } catch (IOException failed) {
      boolean directory = Files.isDirectory(file);
      refuse(
          findings,
          directory ? "it is a directory" : String.valueOf(failed.getMessage()),
          "name a readable file with --config");
    }
    return Optional.empty();
  }

  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.replaceFirst("^\\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
  }

  private static void refuse(Findings findings, String why, String fix) {
    findings.problem(
        Position.START, "CONFIG-UNREADABLE", "the configuration cannot be read", why, fix);
  }
}
