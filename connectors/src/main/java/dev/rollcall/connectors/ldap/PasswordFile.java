// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Passwords in a file that nobody but its owner can read.
record PasswordFile(Path file) implements PasswordChannel {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  @Override
  public Optional<Problem> obstacle() {
    return write("");
  }

  @Override
  public Optional<Problem> deliver(String account, String person, Secret password) {
    return write(PasswordLine.of(account, person, password));
  }

  private Optional<Problem> write(String line) {
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS),
            PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      if (isOpenToOthers()) {
        return Optional.of(
            PasswordProblems.undelivered(
                "others may read the file of initial passwords %s".formatted(file),
                "its permissions are "
                    + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                "chmod 600 '%s'".formatted(file)));
      }
      ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of(
          PasswordProblems.undelivered(
              "the file of initial passwords %s cannot be written".formatted(file),
              failure.toString(),
              "let the user of this process write to it, or name another file in"
                  + " `initial_password`"));
    }
  }

  private boolean isOpenToOthers() throws IOException {
    Set<PosixFilePermission> more = EnumSet.noneOf(PosixFilePermission.class);
    more.addAll(Files.getPosixFilePermissions(file));
    more.removeAll(OWNER_ONLY);
    return !more.isEmpty();
  }
}
