// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.engine.journal.Disk;
import dev.rollcall.engine.journal.PlanFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Puts what a run will touch on disk, as it is now, before the run touches it.
final class Backup {
  private static final int CHUNK = 1000;
  private static final Set<Kind> OF_MEMBERS = Set.of(Kind.MEMBERS, Kind.ROLES, Kind.TEAMS);

  private Backup() {}

  /// The image of every existing account that the plan names; the file is on disk when it returns
  /// and readable for its owner only.
  static void of(PlanFile plan, Target target, Path file) throws ReadFailed {
    try (FileChannel channel = Workspace.privateFile(file);
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(
                    Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
      if (has(plan, Backup::touches)) {
        touched(plan, target, out);
      }
      if (has(plan, Backup::moves)) {
        referring(plan, target, out);
      }
      out.flush();
      channel.force(true);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  /// Adds to an image what a change took away that is not in it.
  static void add(Unseen seen, Path file) {
    try {
      Files.writeString(file, seen.image(), StandardOpenOption.APPEND, StandardOpenOption.SYNC);
    } catch (IOException failure) {
      throw Disk.cannotWrite(file, failure);
    }
  }

  private static boolean has(PlanFile plan, Predicate<Kind> which) {
    return Arrays.stream(Kind.values())
        .anyMatch(kind -> which.test(kind) && plan.summary().count(kind) > 0);
  }

  /// Whether it is a change of what was there before.
  private static boolean touches(Kind kind) {
    return kind != Kind.CREATE && kind != Kind.CREATE_GROUP;
  }

  /// Whether others may refer to what it changes.
  private static boolean moves(Kind kind) {
    return touches(kind) && !OF_MEMBERS.contains(kind);
  }

  private static void touched(PlanFile plan, Target target, Appendable out)
      throws ReadFailed, IOException {
    try (Stream<Subject> touched =
        plan.changes().filter(change -> touches(change.kind())).map(change -> change.subject())) {
      chunks(touched.iterator(), target, out);
    }
  }

  private static void referring(PlanFile plan, Target target, Appendable out)
      throws ReadFailed, IOException {
    try (Stream<Change> moving = plan.changes().filter(change -> moves(change.kind()))) {
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
