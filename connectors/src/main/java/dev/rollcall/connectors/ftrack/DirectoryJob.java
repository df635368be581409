// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// The server's own synchronisation with a directory: starts it, follows it to its end, and tells
/// what it changed by comparing the users before and after.
public final class DirectoryJob implements AutoCloseable {
  private static final String TYPE = "SYNC_USERS_LDAP";
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final FtrackSettings settings;
  private final FtrackClient client;

  public DirectoryJob(FtrackSettings settings) {
    this(settings, new FtrackClient(settings));
  }

  DirectoryJob(FtrackSettings settings, FtrackClient client) {
    this.settings = settings;
    this.client = client;
  }

  /// How far it is.
  ///
  /// @param status as the server has it: `queued`, `running`, `done`, `failed`
  public record Step(String job, String status) {}

  /// Runs it.
  ///
  /// @param patience how long it is followed
  /// @param each is told of every look at the job
  public JobReport run(Duration patience, Consumer<Step> each) throws ReadFailed {
    Map<String, UserState> before = users();
    String job = started();
    Optional<Problem> problem = followed(job, patience, each);
    Map<String, UserState> after = users();
    return new JobReport(
        job, problem, UserState.differences(before, after), before.size(), after.size());
  }

  private Map<String, UserState> users() throws ReadFailed {
    Session session =
        switch (Session.start(client, settings)) {
          case Session.Start.Open(Session open) -> open;
          case Session.Start.Closed(Problem problem) -> throw new ReadFailed(problem);
        };
    Map<String, UserState> users = new TreeMap<>();
    Pages.whole(client, settings, What.users(UserState.COLUMNS, Optional.empty()))
        .read(row -> users.put(row.id(), UserState.of(row, session.types())));
    return users;
  }

  /// A start whose answer got lost is looked for before it is tried again: two jobs at a time would
  /// get in each other's way.
  private String started() throws ReadFailed {
    Set<String> known = jobs();
    for (int attempt = 1; ; attempt++) {
      Answer answer = client.call(List.of(new Operation.Job(TYPE)));
      if (answer instanceof Success success) {
        return id(success.results().getFirst());
      }
      Failure failure = (Failure) answer;
      Set<String> now = jobs();
      now.removeAll(known);
      if (!failure.cause().nothingDone() && now.size() == 1) {
        return now.iterator().next();
      }
      boolean again = failure.cause().advice() == Cause.Advice.REPEAT && now.isEmpty();
      if (!again || !client.pause(attempt, failure)) {
        throw new ReadFailed(FailureProblem.of(settings, failure));
      }
    }
  }

  private String id(JsonNode result) throws ReadFailed {
    String id = result.path("data").path("id").asString("");
    if (id.isEmpty()) {
      throw new ReadFailed(failed("", "the server did not say which job it is: " + result));
    }
    return id;
  }

  /// Only the newest: nobody else's job is of interest.
  private Set<String> jobs() throws ReadFailed {
    String query = "select id, created_at from Job order by created_at descending limit 50";
    Set<String> ids = new HashSet<>();
    answer(query).rows(0).forEach(row -> ids.add(row.path("id").asString("")));
    return ids;
  }

  private Optional<Problem> followed(String job, Duration patience, Consumer<Step> each)
      throws ReadFailed {
    Instant end = client.surroundings().clock().instant().plus(patience);
    Duration pause = FIRST_PAUSE;
    while (true) {
      Success answer =
          answer(
              "select id, status, data, finished_at from Job where id is " + QueryText.quoted(job));
      if (answer.rows(0).isEmpty()) {
        return Optional.of(failed(job, "somebody removed it while it ran"));
      }
      Row row = new Row(answer.rows(0).getFirst(), answer.entities());
      String status = row.text("status").orElse("");
      each.accept(new Step(job, status));
      if (status.equals("done")) {
        return Optional.empty();
      }
      if (status.equals("failed")) {
        return Optional.of(failed(job, row.text("data").orElse("it gave no reason")));
      }
      if (!client.surroundings().clock().instant().isBefore(end) || !slept(pause)) {
        return Optional.of(slow(job, status, patience));
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private boolean slept(Duration pause) {
    try {
      client.surroundings().sleeper().sleep(pause);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Success answer(String query) throws ReadFailed {
    return switch (client.call(List.of(new Operation.Query(query)))) {
      case Success success -> success;
      case Failure failure -> throw new ReadFailed(FailureProblem.of(settings, failure));
    };
  }

  private Problem failed(String job, String why) {
    return new Problem(
        "FTRACK-JOB-FAILED",
        Blame.REMOTE_SYSTEM,
        "the synchronisation of '%s' with its directory failed%s"
            .formatted(settings.name(), job.isEmpty() ? "" : " (job " + job + ")"),
        why,
        "look at System settings > Security > LDAP in ftrack, then start it again");
  }

  private Problem slow(String job, String status, Duration patience) {
    return new Problem(
        "FTRACK-JOB-SLOW",
        Blame.REMOTE_SYSTEM,
        "the synchronisation of '%s' with its directory has not ended (job %s)"
            .formatted(settings.name(), job),
        "after %d s it is %s; it goes on without us".formatted(patience.toSeconds(), status),
        "look at the job in ftrack, or wait longer with --timeout");
  }

  @Override
  public void close() {
    client.close();
  }
}
