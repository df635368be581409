// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.ReadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The file of a target: read whole, and written as a whole or not at all.
///
/// @param accounts how they are kept
record AccountFile(FileSettings settings, FileAccounts accounts) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  /// What is in the file, and which file it was; no stamp where there is none yet.
  record Content(FileRows rows, Optional<FileStamp> stamp) {}

  RowsFormat format() throws ReadFailed {
    return switch (settings.known().orElseThrow(problems()::unknownFormat)) {
      case CSV -> new CsvRows(settings, accounts.naming(), problems());
      case LDIF -> new LdifRows(accounts, problems());
    };
  }

  private FileProblems problems() {
    return new FileProblems(settings);
  }

  Content read() throws ReadFailed {
    try {
      Optional<FileStamp> before = stamp();
      if (before.isEmpty()) {
        return new Content(format().empty(), before);
      }
      FileRows rows;
      try (BufferedReader text = new FileText(settings.path()).open()) {
        rows = format().read(text);
      }
      if (!stamp().equals(before)) {
        throw problems().changed();
      }
      return new Content(rows, before);
    } catch (CharacterCodingException _) {
      throw invalidText();
    } catch (IOException failure) {
      throw problems().unreadable(failure.toString());
    }
  }

  private ReadFailed invalidText() {
    try {
      return problems().encoding(new FileText(settings.path()).firstInvalidLine());
    } catch (IOException failure) {
      return problems().unreadable(failure.toString());
    }
  }

  private Optional<FileStamp> stamp() throws IOException {
    try {
      return Optional.of(FileStamp.of(settings.path()));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// Puts the rows in the place of what was read.
  void write(Content content) throws ReadFailed {
    try {
      Path file = place();
      Path part = file.resolveSibling("." + file.getFileName() + ".new");
      Files.deleteIfExists(part);
      try {
        fill(part, content.rows(), format(), permissions(file));
        if (!stamp().equals(content.stamp())) {
          throw problems().changed();
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      force(file);
    } catch (IOException failure) {
      throw problems().unwritable(failure.toString());
    }
  }

  /// What a link leads to, so that the link stays one.
  private Path place() throws IOException {
    Path path = settings.path().toAbsolutePath();
    return Files.exists(path) ? path.toRealPath() : path;
  }

  private static void fill(
      Path part, FileRows rows, RowsFormat format, Set<PosixFilePermission> permissions)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                part,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PRIVATE));
        Writer writer = Channels.newWriter(channel, StandardCharsets.UTF_8.newEncoder(), -1)) {
      PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
      view.setPermissions(permissions);
      format.write(rows.all(), rows, writer);
      writer.flush();
      channel.force(true);
    }
  }

  /// Those it has; a new file is its owner's only.
  private static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return Files.exists(file) ? Files.getPosixFilePermissions(file) : PRIVATE;
  }

  private static void force(Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// @throws ReadFailed where the file could not be put in its place
  void writable() throws ReadFailed {
    try {
      Path folder = place().getParent();
      if (folder == null || !Files.isWritable(folder)) {
        throw problems().unwritable("nothing can be written in the folder " + folder);
      }
    } catch (IOException failure) {
      throw problems().unwritable(failure.toString());
    }
  }
}
