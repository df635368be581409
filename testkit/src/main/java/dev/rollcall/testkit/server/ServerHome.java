// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The temporary folder that holds everything of one server; deleted when the server is closed.
///
/// The folder of a JVM that was killed stays behind. Its lock is free then, and the next server
/// started on this machine removes it.
record ServerHome(Path path, FileChannel lock, long creationNanos) implements AutoCloseable {
  private static final String PREFIX = "rollcall-";
  private static final String OWN_MARK = "-" + ProcessHandle.current().pid() + "-";
  private static final String LOCK = "lock";
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH_MEMORY = 1L << 30;
  private static final Duration YOUNG = Duration.ofMinutes(1);

  /// Makes a folder and something in it; leaves no folder behind when that fails.
  static <T> T with(String name, Optional<Path> parent, Function<ServerHome, T> work) {
    ServerHome home = create(name, parent);
    try {
      return work.apply(home);
    } catch (RuntimeException failure) {
      home.close();
      throw failure;
    }
  }

  static ServerHome create(String name, Optional<Path> parent) {
    long begin = System.nanoTime();
    Path place = parent.orElseGet(ServerHome::fastestPlace);
    try {
      Files.createDirectories(place);
      removeAbandoned(place);
      Path path =
          Files.createDirectory(
              place.resolve(PREFIX + name + OWN_MARK + Passwords.random(3)).toAbsolutePath(),
              mode("rwx------"));
      FileChannel lock =
          FileChannel.open(
              path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock.lock();
      return new ServerHome(path, lock, begin);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make a folder in " + place, failure);
    }
  }

  /// Memory where there is enough of it: containers often give /dev/shm only 64 MB, and a database
  /// that is mapped into memory dies of SIGBUS when it is full.
  private static Path fastestPlace() {
    if (Files.isWritable(SHARED_MEMORY)
        && SHARED_MEMORY.toFile().getUsableSpace() > ENOUGH_MEMORY) {
      return SHARED_MEMORY;
    }
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - creationNanos);
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /// A new folder inside that only this user, or `user` if there is one, can look into.
  Path folder(String name, Optional<String> user) {
    try {
      return give(Files.createDirectory(path.resolve(name), mode("rwx------")), user);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A new file that only this user, or `user` if there is one, can read.
  Path file(String name, String content, Optional<String> user) {
    try {
      Path file = Files.createFile(path.resolve(name), mode("rw-------"));
      return give(Files.writeString(file, content), user);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path give(Path file, Optional<String> user) throws IOException {
    if (user.isPresent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
      UserPrincipalLookupService users = path.getFileSystem().getUserPrincipalLookupService();
      Files.setOwner(file, users.lookupPrincipalByName(user.get()));
    }
    return file;
  }

  private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  @Override
  public void close() {
    try {
      lock.close();
      delete(path);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot delete " + path, failure);
    }
  }

  private static void removeAbandoned(Path place) throws IOException {
    Instant youngest = Instant.now().minus(YOUNG);
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(place, PREFIX + "*")) {
      for (Path home : homes) {
        if (isMine(home) && isOlderThan(youngest, home) && isAbandoned(home.resolve(LOCK))) {
          delete(home);
        }
      }
    } catch (NoSuchFileException removedByAnother) {
      // Two test runs clean up at the same time; what one misses the other removes.
    }
  }

  /// The folders of this very JVM are left out by name: POSIX drops a lock as soon as the process
  /// that holds it closes any other descriptor of the file.
  private static boolean isMine(Path home) throws IOException {
    return !home.toString().contains(OWN_MARK)
        && Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)
        && Files.getAttribute(home, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(ThisUser.current().uid());
  }

  private static boolean isOlderThan(Instant instant, Path home) throws IOException {
    return Files.getLastModifiedTime(home, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(instant);
  }

  private static boolean isAbandoned(Path lock) throws IOException {
    if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return Optional.ofNullable(channel.tryLock()).isPresent();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
