// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.journal.Disk;
import dev.rollcall.engine.journal.PlanFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Puts what a run will touch on disk, as it is now, before the run touches it.
final class Backup {
  private static final int CHUNK = 1000;

  private Backup() {}

  /// The image of every existing account that the plan names; the file is on disk when it returns
  /// and readable for its owner only.
  static void of(PlanFile plan, Target target, Path file) throws ReadFailed {
    try (FileChannel channel = Workspace.privateFile(file);
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      if (plan.summary().total() > plan.summary().count(Kind.CREATE)) {
        touched(plan, target, out);
        referring(plan, target, out);
      }
      out.flush();
      channel.force(true);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  private static void touched(PlanFile plan, Target target, Appendable out)
      throws ReadFailed, IOException {
    try (Stream<Subject> touched =
        plan.changes()
            .filter(change -> change.kind() != Kind.CREATE)
            .map(change -> change.subject())) {
      chunks(touched.iterator(), target, out);
    }
  }

  private static void referring(PlanFile plan, Target target, Appendable out)
      throws ReadFailed, IOException {
    try (Stream<Change> moving =
        plan.changes()
            .filter(
                change -> change.kind() != Kind.CREATE && !(change instanceof Change.Members))) {
      List<Change> chunk = new ArrayList<>(CHUNK);
      for (Iterator<Change> changes = moving.iterator(); changes.hasNext(); ) {
        chunk.add(changes.next());
        if (chunk.size() == CHUNK || !changes.hasNext()) {
          target.backupReferring(chunk, out);
          chunk.clear();
        }
      }
    }
  }

  private static void chunks(Iterator<Subject> touched, Target target, Appendable out)
      throws ReadFailed, IOException {
    Set<String> seen = new HashSet<>();
    List<Subject> chunk = new ArrayList<>(CHUNK);
    while (touched.hasNext()) {
      Subject subject = touched.next();
      if (subject.account().isEmpty() || seen.add(subject.account().get().value())) {
        chunk.add(subject);
      }
      if (chunk.size() == CHUNK || !touched.hasNext()) {
        target.backup(chunk, out);
        chunk.clear();
        seen.clear();
      }
    }
  }
}
