// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Makes sure that two runs of one sync never overlap, also after a crash: the operating system
/// gives the lock back when the process is gone.
final class RunLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static RunLock take(Workspace workspace, String sync) {
    Path file = workspace.lock(sync);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (held(channel) == null) {
        channel.close();
        throw new Halt(
            new Problem(
                "RUN-OVERLAP",
                Blame.GUARD,
                "another run of '" + sync + "' is under way",
                "it holds " + file,
                "wait for it to end; runs of one sync never overlap"));
      }
      return new RunLock(file, channel);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  private static @Nullable FileLock held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException bySameProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }
}
