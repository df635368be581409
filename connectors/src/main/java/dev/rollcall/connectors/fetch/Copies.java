// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of what servers gave, each beside what the server calls its version. They are a help and
/// no more: without them everything is fetched again. Who is not asked for any more is forgotten.
record Copies(Path directory) {
  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
  private static final Duration KEPT = Duration.ofDays(30);

  /// @param version the server's `ETag`, or nothing
  /// @param modified the server's `Last-Modified`, or nothing
  record Copy(String version, String modified, String base64) {}

  Optional<Copy> of(URI address) {
    try {
      List<String> lines = Files.readAllLines(file(address), StandardCharsets.ISO_8859_1);
      return lines.size() == 3
          ? Optional.of(new Copy(lines.get(0), lines.get(1), lines.get(2)))
          : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  void keep(URI address, Copy copy) {
    List<String> lines = List.of(copy.version, copy.modified, copy.base64);
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, ownersOnly("rwx------"));
      }
      Path part = Files.createTempFile(directory, "new-", ".part", ownersOnly("rw-------"));
      Files.write(part, lines, StandardCharsets.ISO_8859_1);
      Files.move(part, file(address), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      LOG.warn("no copy of what was fetched can be kept in {}: {}", directory, unwritable);
    }
  }

  private FileAttribute<?>[] ownersOnly(String rights) {
    FileSystem system = directory.getFileSystem();
    return system.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }

  /// Notes that it is still asked for.
  void used(URI address, Instant now) {
    try {
      Files.setLastModifiedTime(file(address), FileTime.from(now));
    } catch (IOException gone) {
      LOG.debug("the copy of {} is gone", address, gone);
    }
  }

  void forget(URI address) {
    remove(file(address));
  }

  /// Forgets what nobody asked for in a month.
  void sweep(Instant now) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
          remove(file);
        }
      }
    } catch (IOException unreadable) {
      LOG.warn("old copies stay in {}: {}", directory, unreadable);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      LOG.warn("{} cannot be removed: {}", file, stays);
    }
  }

  private Path file(URI address) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(address.toString().getBytes(StandardCharsets.UTF_8));
      return directory.resolve(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
