// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// The users of an ftrack server. Users of programs (`service`), of ftrack's demonstration (`demo`)
/// and guests are no accounts: they are neither delivered nor changed.
public final class FtrackTarget implements Target {
  private final FtrackSettings settings;
  private final FtrackClient client;
  private Optional<Session> session = Optional.empty();

  public FtrackTarget(FtrackSettings settings) {
    this(settings, new FtrackClient(settings));
  }

  FtrackTarget(FtrackSettings settings, FtrackClient client) {
    this.settings = settings;
    this.client = client;
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public String kind() {
    return "ftrack";
  }

  @Override
  public AccountModel model() throws ReadFailed {
    Session open = session();
    return new FtrackModel(settings.name(), open.fields(), open.types(), settings.batch());
  }

  @Override
  public CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed {
    long before = client.requests();
    UserReader reader = new UserReader(client, settings, session(), request.attributes());
    long entries =
        request.only().isPresent() ? reader.find(request.only().get(), each) : reader.all(each);
    return new CompleteRead(
        entries, client.requests() - before, reader.evidence(), Optional.empty());
  }

  @Override
  public List<Outcome> apply(List<Change> batch) {
    return switch (start()) {
      case Session.Start.Open(Session open) -> apply(open, batch);
      case Session.Start.Closed(Problem problem) ->
          batch.stream()
              .<Outcome>map(_ -> new Outcome.Unavailable(problem, Duration.ofMinutes(1)))
              .toList();
    };
  }

  @Override
  public void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
    List<String> ids =
        touched.stream()
            .flatMap(one -> one.account().stream())
            .map(Anchor::value)
            .distinct()
            .toList();
    new UserBackup(client, settings, session()).write(Optional.of(ids), out);
  }

  @Override
  public String backupEnding() {
    return ".jsonl";
  }

  @Override
  public CompleteRead backupAll(Appendable out) throws ReadFailed, IOException {
    long before = client.requests();
    long entries = new UserBackup(client, settings, session()).write(Optional.empty(), out);
    return new CompleteRead(
        entries, client.requests() - before, UserReader.EVIDENCE, Optional.empty());
  }

  @Override
  public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
    session = Optional.empty();
    return switch (start()) {
      case Session.Start.Open(Session open) ->
          new Checkup(client, settings, open).findings(request, kinds);
      case Session.Start.Closed(Problem problem) -> List.of(new Finding.Bad(problem));
    };
  }

  @Override
  public void close() {
    client.close();
  }

  private List<Outcome> apply(Session open, List<Change> changes) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int from = 0; from < changes.size(); from += settings.batch()) {
      int to = Math.min(from + settings.batch(), changes.size());
      outcomes.addAll(new Batch(client, settings, open, changes.subList(from, to)).apply());
      Optional<Outcome> end =
          outcomes.stream().filter(Outcome.Unavailable.class::isInstance).findFirst();
      if (end.isPresent()) {
        outcomes.addAll(Collections.nCopies(changes.size() - to, end.get()));
        return List.copyOf(outcomes);
      }
    }
    return List.copyOf(outcomes);
  }

  private Session session() throws ReadFailed {
    return switch (start()) {
      case Session.Start.Open(Session open) -> open;
      case Session.Start.Closed(Problem problem) -> throw new ReadFailed(problem);
    };
  }

  private Session.Start start() {
    if (session.isPresent()) {
      return new Session.Start.Open(session.get());
    }
    Session.Start start = Session.start(client, settings);
    if (start instanceof Session.Start.Open(Session open)) {
      session = Optional.of(open);
    }
    return start;
  }
}
