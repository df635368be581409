// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// What to say when the disk does not do its part.
public final class Disk {
  private Disk() {}

  /// A file of ours that cannot be written: full disk, no rights, gone directory.
  public static Halt cannotWrite(Path file, IOException failure) {
    return new Halt(
        new Problem(
            "STATE-DISK",
            Blame.OPERATOR,
            file + " cannot be written",
            reason(failure),
            "make room or give the right to write there, or set state.path to another directory"),
        failure);
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException told when told.getReason() != null ->
          told.getFile() + ": " + told.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
