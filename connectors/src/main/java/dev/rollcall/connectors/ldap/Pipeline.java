// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.AsyncResultListener;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes many changes to their end side by side over one connection. A broken connection is
/// replaced once, and what was under way is asked again; what breaks a second one ends the batch.
final class Pipeline implements AutoCloseable {
  static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  // The part of the window that is refilled at once.
  private static final int PART = 8;

  private final LdapConnections connections;
  private final Window window = new Window();
  private final Mailbox<Answer> answers = new Mailbox<>();
  private Optional<LDAPConnection> connection = Optional.empty();
  private int generation;

  Pipeline(LdapConnections connections) {
    this.connections = connections;
  }

  /// One change under way.
  private static final class Task {
    private Step step;
    private boolean repeated;

    private Task(Step step) {
      this.step = step;
    }
  }

  private record Answer(int generation, Task task, Reply reply) {}

  List<Outcome> run(List<Step> starts) {
    List<Task> tasks = starts.stream().map(Task::new).toList();
    Deque<Task> ready = new ArrayDeque<>();
    tasks.stream().filter(task -> task.step instanceof Ask).forEach(ready::add);
    window.begin(System.nanoTime());
    Optional<Problem> trouble = drive(ready);
    window.pause(System.nanoTime());
    List<Outcome> outcomes = new ArrayList<>(tasks.size());
    tasks.forEach(task -> outcomes.add(outcome(task, trouble)));
    return outcomes;
  }

  private static Outcome outcome(Task task, Optional<Problem> trouble) {
    return switch (task.step) {
      case End(Outcome outcome) -> outcome;
      case Ask _ ->
          new Outcome.Unavailable(
              trouble.orElseThrow(() -> new IllegalStateException("a change was forgotten")),
              RETRY_AFTER);
    };
  }

  /// Why not everything came to its end.
  private Optional<Problem> drive(Deque<Task> ready) {
    SequencedSet<Task> underWay = new LinkedHashSet<>();
    while (!ready.isEmpty() || !underWay.isEmpty()) {
      Optional<Problem> broken;
      try {
        broken = exchange(ready, underWay);
      } catch (LdapFailed unreachable) {
        return Optional.of(unreachable.problem());
      }
      if (broken.isPresent() && !again(ready, underWay)) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /// Sends what may be sent and hears some answers; what broke the connection, if it broke.
  private Optional<Problem> exchange(Deque<Task> ready, SequencedSet<Task> underWay)
      throws LdapFailed {
    LDAPConnection open = connection();
    while (!ready.isEmpty() && underWay.size() < window.size()) {
      Task next = ready.remove();
      underWay.add(next);
      try {
        send(open, next);
      } catch (LDAPException failure) {
        return Optional.of(lost(failure.getResultCode(), ConnectProblems.original(failure)));
      }
    }
    int enough = Math.min(underWay.size(), Math.max(1, window.size() / PART));
    List<Answer> heard = answers.take(enough, connections.settings().timeout());
    if (heard.isEmpty()) {
      return Optional.of(silent());
    }
    for (Answer answer : heard) {
      Optional<Problem> broken = hear(answer, ready, underWay);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private Optional<Problem> hear(Answer answer, Deque<Task> ready, SequencedSet<Task> underWay) {
    if (answer.generation() != generation) {
      return Optional.empty();
    }
    Reply reply = answer.reply();
    if (ConnectProblems.lost(reply.code()) || reply.is(ResultCode.BUSY, ResultCode.UNAVAILABLE)) {
      return Optional.of(lost(reply.code(), reply.result().toString()));
    }
    Task task = answer.task();
    underWay.remove(task);
    window.completed(System.nanoTime());
    if (task.step instanceof Ask ask) {
      task.step = ask.then().apply(reply);
      task.repeated = false;
      if (task.step instanceof Ask) {
        ready.addFirst(task);
      }
    }
    return Optional.empty();
  }

  /// Prepares to ask everything again whose answer is missing; false where that was tried before.
  private boolean again(Deque<Task> ready, SequencedSet<Task> underWay) {
    close();
    boolean fresh = underWay.stream().noneMatch(task -> task.repeated);
    for (Task task : underWay.reversed()) {
      task.repeated = true;
      ready.addFirst(task);
    }
    underWay.clear();
    return fresh;
  }

  private void send(LDAPConnection open, Task task) throws LDAPException {
    int now = generation;
    AsyncResultListener listener =
        (_, result) -> answers.put(new Answer(now, task, new Reply(result, Optional.empty())));
    if (task.step instanceof Ask ask) {
      if (LOG.isDebugEnabled()) {
        WriteCommand.of(connections.settings(), ask.question())
            .ifPresent(command -> LOG.debug("{}", command));
      }
      switch (ask.question()) {
        case Question.Write(UpdatableLDAPRequest request) -> write(open, request, listener);
        case Question.SetPassword(String dn, Secret password) ->
            answers.put(
                new Answer(
                    now, task, new Reply(setPassword(open, dn, password), Optional.empty())));
        case Question.Look look ->
            open.asyncSearch(
                new SearchRequest(
                    new LookListener((result, entry) ->
                        answers.put(new Answer(now, task, new Reply(result, entry)))),
                    look.base(),
                    look.scope(),
                    look.filter(),
                    look.attributes().toArray(String[]::new)));
      }
    }
  }

  /// There is no asynchronous form of it, so it waits for its answer.
  private static LDAPResult setPassword(LDAPConnection open, String dn, Secret password)
      throws LDAPException {
    return open.processExtendedOperation(
        new PasswordModifyExtendedRequest(dn, null, password.reveal()));
  }

  private static void write(
      LDAPConnection open, UpdatableLDAPRequest request, AsyncResultListener listener)
      throws LDAPException {
    switch (request) {
      case AddRequest add -> open.asyncAdd(add, listener);
      case ModifyRequest modify -> open.asyncModify(modify, listener);
      case ModifyDNRequest move -> open.asyncModifyDN(move, listener);
      case DeleteRequest delete -> open.asyncDelete(delete, listener);
      default -> throw new IllegalStateException("no such write: " + request);
    }
  }

  private LDAPConnection connection() throws LdapFailed {
    if (connection.isEmpty()) {
      generation++;
      connection = Optional.of(connections.open(Use.PIPELINE));
    }
    return connection.get();
  }

  private Problem lost(ResultCode code, String why) {
    boolean busy = code.equals(ResultCode.BUSY) || code.equals(ResultCode.UNAVAILABLE);
    return new Problem(
        busy ? "LDAP-BUSY" : "LDAP-CONNECTION-LOST",
        Blame.REMOTE_SYSTEM,
        busy
            ? "%s is too busy to be changed".formatted(name())
            : "the connection to %s broke while it was changed".formatted(name()),
        why,
        "run again later: what was done is found, the rest is done then");
  }

  private Problem silent() {
    return new Problem(
        "LDAP-TIMEOUT",
        Blame.REMOTE_SYSTEM,
        "%s did not answer for %d s while it was changed"
            .formatted(name(), connections.settings().timeout().toSeconds()),
        "%s ms went by without a single answer"
            .formatted(connections.settings().timeout().toMillis()),
        "run again later: what was done is found, the rest is done then");
  }

  private String name() {
    return "'" + connections.settings().name() + "'";
  }

  @Override
  public void close() {
    connection.ifPresent(LDAPConnection::close);
    connection = Optional.empty();
    generation++;
    answers.clear();
  }
}
