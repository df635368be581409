// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Accounts as lines of a CSV file or entries of an LDIF file, which is read whole and written
/// anew. Other columns, and lines that are nobody's, stay as they are.
public final class FileTarget implements Target {
  private static final Duration LATER = Duration.ofMinutes(1);

  private final FileSettings settings;
  private final FileModel model;
  private final AccountFile file;

  public FileTarget(FileSettings settings, FileAccounts accounts) {
    this.settings = settings;
    this.model = new FileModel(settings, accounts.naming());
    this.file = new AccountFile(settings, accounts);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String kind() {
    return settings.known().map(format -> format + " file").orElse("file");
  }

  @Override
  public AccountModel model() {
    return model;
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    FileRows rows = file.read().rows();
    long count = 0;
    for (FileRow row : rows.all()) {
      if (asked(request, row)) {
        count++;
        each.accept(account(request, row, rows.name(row)));
      }
    }
    return proof(count);
  }

  private static CompleteRead proof(long count) {
    return new CompleteRead(count, 1, "the file was read to its end", Optional.empty());
  }

  private static boolean asked(AccountRequest request, FileRow row) {
    return request
        .only()
        .map(lookups -> lookups.stream().anyMatch(lookup -> finds(lookup, row)))
        .orElse(true);
  }

  private static boolean finds(Lookup lookup, FileRow row) {
    return switch (lookup) {
      case Lookup.ByAnchor(String value) -> value.equals(row.id());
      case Lookup.ByAttribute(String name, String value) ->
          ValueRule.IGNORE_CASE.normal(row.get(name)).contains(ValueRule.IGNORE_CASE.normal(value));
    };
  }

  private static Account account(AccountRequest request, FileRow row, String name) {
    List<List<String>> values = request.attributes().stream().map(row::get).toList();
    return new Account(new AccountKey(name), new Anchor(row.id()), !row.disabled(), values);
  }

  @Override
  public List<Outcome> apply(List<Change> batch) {
    if (batch.isEmpty()) {
      return List.of();
    }
    try {
      AccountFile.Content content = file.read();
      FileEditing editing = new FileEditing(content.rows(), model);
      List<Outcome> outcomes = new ArrayList<>();
      batch.forEach(change -> outcomes.add(editing.make(change)));
      if (outcomes.stream().anyMatch(Outcome.Applied.class::isInstance)) {
        file.write(content);
      }
      return outcomes;
    } catch (ReadFailed failure) {
      Outcome none = new Outcome.Unavailable(failure.problem(), LATER);
      return batch.stream().map(_ -> none).toList();
    }
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
    Set<String> ids =
        touched.stream()
            .flatMap(subject -> subject.account().stream())
            .map(Anchor::value)
            .collect(Collectors.toSet());
    FileRows rows = file.read().rows();
    write(rows.all().stream().filter(row -> ids.contains(row.id())).toList(), rows, out);
  }

  private void write(List<FileRow> some, FileRows rows, Appendable out)
      throws ReadFailed, IOException {
    StringWriter text = new StringWriter();
    file.format().write(some, rows, text);
    out.append(text.toString());
  }

  @Override
  public String backupEnding() {
    return settings.known().equals(Optional.of(FileSettings.Format.LDIF)) ? ".ldif" : ".csv";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
    FileRows rows = file.read().rows();
    write(rows.all(), rows, out);
    return proof(rows.all().size());
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    try {
      boolean there = Files.exists(settings.path());
      int count = file.read().rows().all().size();
      file.writable();
      return List.of(
          new Finding.Good(
              "%s %s".formatted(there ? "a" : "a new", kind())
                  + ", %,d accounts".formatted(count)));
    } catch (ReadFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    }
  }

  @Override
  public void close() {}
}
