// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;

/// Runs the server's own synchronisation with a directory, as a job that clients can follow.
final class Jobs implements AutoCloseable {
  private static final String NAME = "{\"description\": \"Synchronise users from LDAP\"}";

  private final Store store;
  private final Entities entities;
  private final Announcements announcements;
  private final InstantSource clock;
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();
  private volatile LdapSync sync;

  Jobs(
      LdapSync sync,
      Store store,
      Entities entities,
      Announcements announcements,
      InstantSource clock) {
    this.sync = sync;
    this.store = store;
    this.entities = entities;
    this.announcements = announcements;
    this.clock = clock;
  }

  void connect(LdapSync changed) {
    sync = changed;
  }

  /// Queues the job that an operation asks for.
  void queue(Operation operation, Call call) {
    if (!operation.text("job_type").equals("SYNC_USERS_LDAP")) {
      throw Refusal.invalid("unknown job type '" + operation.text("job_type") + "'");
    }
    Map<String, Value> values =
        Map.of(
            "id", Value.text(UUID.randomUUID().toString()),
            "user_id", call.caller().user().value("id"),
            "created_at", now(),
            "data", Value.text(NAME));
    Row queued = entities.create(store.schema().named("Job"), values, operation, call.faults());
    boolean fails = call.faults().hit(Fault.JobFails.class, operation);
    call.afterwards().add(() -> start(queued, call.caller().user().text("username"), fails));
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    call.writer().values(out, queued, List.of("status", "data", "type", "user_id", "created_at"));
    out.writeEndObject();
  }

  private void start(Row job, String username, boolean fails) {
    LdapSync asked = sync;
    if (asked.takes().isZero()) {
      finish(job, username, asked, fails);
      return;
    }
    Thread thread =
        Thread.ofVirtual().name("sandbox-job").unstarted(() -> run(job, username, asked, fails));
    running.add(thread);
    thread.start();
  }

  private void run(Row job, String username, LdapSync asked, boolean fails) {
    Duration half = asked.takes().dividedBy(2);
    try {
      Thread.sleep(half);
      change(job, username, Map.of("status", Value.text("running")));
      Thread.sleep(half);
      finish(job, username, asked, fails);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(Thread.currentThread());
    }
  }

  private void finish(Row job, String username, LdapSync asked, boolean fails) {
    try {
      if (fails) {
        throw new Refusal(Refusal.Reason.SERVER, "the directory does not answer");
      }
      write(username, () -> apply(asked));
      change(job, username, Map.of("status", Value.text("done"), "finished_at", now()));
    } catch (Refusal refusal) {
      change(
          job,
          username,
          Map.of(
              "status", Value.text("failed"),
              "finished_at", now(),
              "data", Value.text(refusal.content())));
    }
  }

  private void change(Row job, String username, Map<String, Value> changes) {
    write(
        username,
        () -> store.find("Job", job.key()).ifPresent(row -> store.put(row.with(changes))));
  }

  private void write(String username, Runnable work) {
    store.write(
        () -> {
          work.run();
          return true;
        },
        changes -> announcements.announce(changes, username, Optional.empty()));
  }

  /// What the job does is what the server's own settings page says of it: help article "LDAP",
  /// 13129959501719.
  private void apply(LdapSync asked) {
    Map<String, LdapSync.Hit> found = new HashMap<>();
    asked.hits().stream()
        .filter(LdapSync.Hit::isComplete)
        .forEach(hit -> found.put(hit.username(), hit));
    found.values().forEach(hit -> take(hit, asked));
    for (Row user : List.copyOf(store.rows("User"))) {
      if (isFromDirectory(user) && !found.containsKey(user.text("username"))) {
        keep(user, Map.of("is_active", Value.flag(false)));
      }
    }
  }

  private void take(LdapSync.Hit hit, LdapSync asked) {
    Map<String, Value> values = new HashMap<>();
    values.put("first_name", Value.text(hit.firstName()));
    values.put("last_name", Value.text(hit.lastName()));
    values.put("email", Value.text(hit.email()));
    Optional<Row> there = named(hit.username());
    if (there.isPresent()) {
      if (asked.activatesExisting()) {
        values.put("is_active", Value.flag(true));
      }
      keep(there.orElseThrow(), values);
      return;
    }
    values.put("username", Value.text(hit.username()));
    values.put("is_active", Value.flag(true));
    values.put("user_type_id", Value.text(Beginnings.USER_TYPE_LDAP));
    entities.create(store.schema().named("User"), values, Workspace.FILLING, ActiveFaults.NONE);
  }

  private void keep(Row user, Map<String, Value> values) {
    if (!values.entrySet().stream()
        .allMatch(value -> user.value(value.getKey()).equals(value.getValue()))) {
      entities.keep(user, values);
    }
  }

  private Optional<Row> named(String username) {
    return store
        .near(store.schema().named("User"), "username", username)
        .flatMap(rows -> rows.stream().findFirst());
  }

  private static boolean isFromDirectory(Row user) {
    return user.text("user_type_id").equals(Beginnings.USER_TYPE_LDAP);
  }

  private Value now() {
    return new Value.Moment(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  @Override
  public void close() {
    running.forEach(Thread::interrupt);
  }
}
