// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/// Makes changes to the rows of a file.
record FileEditing(FileRows rows, FileModel model) {
  Outcome make(Change change) {
    return switch (change) {
      case Change.Create create -> create(create);
      case Change.Rename rename -> edit(rename.subject(), rename.to(), false, rename.edits());
      case Change.Update update ->
          edit(update.subject(), update.subject().key(), false, update.edits());
      case Change.Enable enable -> edit(enable.subject(), enable.to(), true, enable.edits());
      case Change.Disable disable -> disable(disable.subject());
      case Change.Delete delete -> delete(delete.subject());
      case Change.Members members -> throw new IllegalArgumentException("no groups: " + members);
    };
  }

  private Outcome create(Change.Create create) {
    List<Problem> flaws = model.flawsInNew(create.attributes());
    if (!flaws.isEmpty()) {
      return new Outcome.Refused(flaws.getFirst());
    }
    Optional<FileRow> there = rows.byName(create.subject().key().value());
    if (there.isPresent()) {
      return holds(there.get(), create.attributes())
          ? new Outcome.AlreadyDone(Optional.of(new Anchor(there.get().id())))
          : new Outcome.Refused(taken(create.subject().key()));
    }
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    rows.columns().forEach(column -> values.put(column, List.of()));
    FileRow row = new FileRow(UUID.randomUUID().toString(), false, 0, values);
    for (String name : create.attributes().all().keySet()) {
      row = row.with(name, create.attributes().values(name));
    }
    rows.put(row);
    return new Outcome.Applied(Optional.of(new Anchor(row.id())));
  }

  private static boolean holds(FileRow row, Attributes wanted) {
    return !row.disabled()
        && wanted.all().keySet().stream()
            .allMatch(name -> same(row.get(name), wanted.values(name)));
  }

  private static boolean same(List<String> some, List<String> others) {
    return ValueRule.EXACT.normal(some).equals(ValueRule.EXACT.normal(others));
  }

  private Outcome edit(Subject subject, AccountKey to, boolean opens, List<Edit> edits) {
    Optional<FileRow> found = row(subject);
    if (found.isEmpty()) {
      return new Outcome.Stale(gone(subject));
    }
    FileRow before = found.get();
    FileRow after = opens ? before.closed(false) : before;
    for (Edit edit : edits) {
      after = after.with(edit.attribute(), edit.after());
    }
    if (after.same(before)) {
      return new Outcome.AlreadyDone(Optional.empty());
    }
    for (Edit edit : edits) {
      if (!same(before.get(edit.attribute()), edit.before())) {
        return new Outcome.Stale(changed(subject, edit.attribute()));
      }
    }
    List<Problem> flaws = flaws(edits);
    if (!flaws.isEmpty()) {
      return new Outcome.Refused(flaws.getFirst());
    }
    if (rows.byName(to.value()).filter(other -> !other.id().equals(before.id())).isPresent()) {
      return new Outcome.Refused(taken(to));
    }
    rows.put(after);
    return new Outcome.Applied(Optional.empty());
  }

  private List<Problem> flaws(List<Edit> edits) {
    List<String> names = edits.stream().map(Edit::attribute).toList();
    Attributes wanted = Attributes.of(names, edits.stream().map(Edit::after).toList());
    return model.flawsInChange(wanted, names.stream().filter(name -> !wanted.has(name)).toList());
  }

  private Outcome disable(Subject subject) {
    Optional<FileRow> row = row(subject);
    if (row.isEmpty()) {
      return new Outcome.Stale(gone(subject));
    }
    if (row.get().disabled()) {
      return new Outcome.AlreadyDone(Optional.empty());
    }
    rows.put(row.get().closed(true));
    return new Outcome.Applied(Optional.empty());
  }

  private Outcome delete(Subject subject) {
    Optional<FileRow> row = row(subject);
    row.ifPresent(rows::remove);
    return row.isPresent()
        ? new Outcome.Applied(Optional.empty())
        : new Outcome.AlreadyDone(Optional.empty());
  }

  private Optional<FileRow> row(Subject subject) {
    return subject.account().map(Anchor::value).flatMap(rows::byId);
  }

  private Problem taken(AccountKey key) {
    return problem(
        "FILE-EXISTS",
        "'%s' is somebody else's in '%s'".formatted(key, model.settings().name()),
        "a line with this name is there and holds other values",
        "correct one of the two names, or plan again");
  }

  private Problem gone(Subject subject) {
    return problem(
        "FILE-STALE",
        "%s (%s) is no longer there".formatted(subject.label(), subject.key()),
        "the line was removed after the plan was made",
        "make a new plan");
  }

  private Problem changed(Subject subject, String attribute) {
    return problem(
        "FILE-STALE",
        "%s (%s) was changed by somebody else".formatted(subject.label(), subject.key()),
        "'%s' is not what it was when the plan was made; nothing was written".formatted(attribute),
        "make a new plan");
  }

  private static Problem problem(String code, String what, String why, String fix) {
    return new Problem(code, Blame.REMOTE_SYSTEM, what, why, fix);
  }
}
