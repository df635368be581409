// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.engine.journal.Disk;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Where runs keep their files.
///
/// @param state the directory of the store, of locks, backups and working files
/// @param plans the directory of plans that nobody gave a name
public record Workspace(Path state, Path plans) {
  /// The file of the store.
  public Path store() {
    return made(state).resolve("rollcall.db");
  }

  /// A new file for the time of one plan; whoever asks for it removes it.
  public Path scratch(String sync, String what) {
    Path work = made(state.resolve("scratch"));
    try {
      return Files.createTempFile(work, sync + "-", "." + what);
    } catch (IOException failure) {
      throw Disk.cannotWrite(work, failure);
    }
  }

  /// Removes what processes left behind that were killed in the middle, from the day before now on.
  void sweep(Instant now) {
    Instant old = now.minus(Duration.ofDays(1));
    for (Path place : List.of(state.resolve("scratch"), plans)) {
      if (Files.isDirectory(place)) {
        remove(place, file -> place.equals(plans) ? isUnfinished(file) : true, old);
      }
    }
  }

  private static boolean isUnfinished(Path plan) {
    String name = plan.toString();
    return name.endsWith(".new") || name.endsWith(".part");
  }

  private static void remove(Path place, Predicate<Path> leftover, Instant old) {
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.filter(Files::isRegularFile).filter(leftover).toList()) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException othersWereFaster) {
      // It is gone, as it shall be.
    } catch (IOException failure) {
      throw Disk.cannotWrite(place, failure);
    }
  }

  Path backup(String name) {
    return made(state.resolve("backup")).resolve(name);
  }

  Path plan(String name) {
    return made(plans).resolve(name);
  }

  /// A place for a plan whose fingerprint is not known yet.
  Path unnamedPlan(String sync) {
    return plan(sync + "-" + UUID.randomUUID() + ".new");
  }

  Path lock(String sync) {
    return made(state).resolve(sync + ".lock");
  }

  /// Directories that hold people's data are for their owner only.
  private static Path made(Path directory) {
    try {
      if (Files.isDirectory(directory)) {
        return directory;
      }
      if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(directory.toAbsolutePath().getParent());
        return Files.createDirectories(
            directory,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return Files.createDirectories(directory);
    } catch (IOException failure) {
      throw Disk.cannotWrite(directory, failure);
    }
  }

  /// A new file that only its owner may read, for text.
  public static Writer privateWriter(Path file) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            Channels.newOutputStream(privateFile(file)), StandardCharsets.UTF_8));
  }

  static FileChannel privateFile(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(
            file,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(file, options);
  }
}
