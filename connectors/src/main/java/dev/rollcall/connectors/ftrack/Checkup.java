// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Tries what a run will need, and writes nothing.
final class Checkup {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final List<Finding> findings = new ArrayList<>();

  Checkup(FtrackClient client, FtrackSettings settings, Session session) {
    this.client = client;
    this.settings = settings;
    this.session = session;
  }

  List<Finding> findings(AccountRequest request, Set<Kind> kinds) {
    good(
        "signed in to %s as '%s', server version %s"
            .formatted(settings.server(), settings.user(), session.version()));
    attributes(request.attributes());
    page(request);
    if (!kinds.isEmpty()) {
      findings.add(Permissions.tried(client, settings, "User", "users"));
    }
    if (kinds.contains(Kind.CREATE) || kinds.contains(Kind.ENABLE)) {
      seats();
    }
    return List.copyOf(findings);
  }

  private void attributes(List<String> names) {
    FtrackModel model = FtrackModel.ofUsers(settings, session);
    List<Problem> flaws = names.stream().flatMap(name -> model.name(name).stream()).toList();
    flaws.forEach(flaw -> findings.add(new Finding.Bad(flaw)));
    if (flaws.isEmpty()) {
      good("users have the attributes " + String.join(", ", names));
    }
  }

  private void page(AccountRequest request) {
    List<String> columns = new ArrayList<>(List.of("id"));
    columns.addAll(session.fields().columns(request.attributes()));
    String query = QueryText.select(columns.stream().distinct().toList(), "User");
    String paged = query + " order by id limit " + settings.pageSize();
    switch (client.call(List.of(new Operation.Query(paged)))) {
      case Success success -> good("read a page of " + success.rows(0).size() + " users");
      case Failure failure -> bad(FailureProblem.of(settings, failure));
    }
  }

  private void seats() {
    if (session.seats().isEmpty()) {
      good("the server tells no number of seats");
      return;
    }
    AtomicLong active = new AtomicLong();
    try {
      Pages.whole(
              client,
              settings,
              What.users(List.of("id", "is_active", "user_type_id"), Optional.empty()))
          .read(row -> {
            if (row.active()) {
              active.incrementAndGet();
            }
          });
    } catch (ReadFailed failed) {
      bad(failed.problem());
      return;
    }
    long seats = session.seats().getAsLong();
    if (active.get() < seats) {
      good("%d of %d seats are taken".formatted(active.get(), seats));
    } else {
      findings.add(new Finding.Warning(full(active.get(), seats)));
    }
  }

  private Problem full(long active, long seats) {
    return new Problem(
        "FTRACK-SEATS",
        Blame.OPERATOR,
        "'%s' has no seat left".formatted(settings.name()),
        "%d users are active, the licence is for %d".formatted(active, seats),
        "disable users who left, or buy seats, before people are added");
  }

  private void good(String what) {
    findings.add(new Finding.Good(what));
  }

  private void bad(Problem problem) {
    findings.add(new Finding.Bad(problem));
  }
}
