// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/// The smaller things that a server does besides keeping entities.
final class Errands {
  private final Store store;
  private final Entities entities;
  private final Accounts accounts;
  private final InstantSource clock;

  Errands(Store store, Entities entities, Accounts accounts, InstantSource clock) {
    this.store = store;
    this.entities = entities;
    this.accounts = accounts;
    this.clock = clock;
  }

  static void answer(Operation operation, Call call, boolean data) {
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeBooleanProperty("data", data);
    out.writeEndObject();
  }

  void permissions(Operation operation, Call call) {
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    out.writeStartObject();
    for (String name : List.of("create", "update", "delete")) {
      out.writeBooleanProperty(name, call.caller().managesUsers());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  void invite(Operation operation, Call call) {
    Row user = user(operation.text("user_id"));
    if (!user.isOn("is_active") || user.text("email").isEmpty()) {
      throw Refusal.invalid(
          "only an active user with an e-mail address can be invited: " + user.text("username"));
    }
    call.out().writeStartObject();
    call.out().writeBooleanProperty("sent", true);
    call.out().writeEndObject();
  }

  void reset(Operation operation, Call call) {
    if (!operation.text("reset_type").equals("api_key") || !operation.entityType().equals("User")) {
      throw Refusal.invalid("only the api_key of a User can be reset");
    }
    List<String> key = operation.key();
    Row user = user(key.isEmpty() ? call.caller().user().key() : key.getFirst());
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    out.writeStartObject();
    out.writeStringProperty("api_key", accounts.newKey(user));
    out.writeEndObject();
    out.writeEndObject();
  }

  /// There is no directory behind this server, so the job is done as soon as it is asked for.
  void job(Operation operation, Call call) {
    if (!operation.text("job_type").equals("SYNC_USERS_LDAP")) {
      throw Refusal.invalid("unknown job type '" + operation.text("job_type") + "'");
    }
    Value now = new Value.Moment(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    Map<String, Value> values =
        Map.of(
            "id", Value.text(UUID.randomUUID().toString()),
            "user_id", call.caller().user().value("id"),
            "created_at", now,
            "data", Value.text("{\"description\": \"Synchronise users from LDAP\"}"));
    Row queued = entities.create(store.schema().named("Job"), values, operation, call.faults());
    store.put(queued.with(Map.of("status", Value.text("done"), "finished_at", now)));
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    call.writer().values(out, queued, List.of("status", "data", "type", "user_id", "created_at"));
    out.writeEndObject();
  }

  private Row user(String id) {
    return store
        .find("User", id)
        .orElseThrow(() -> Refusal.invalid("there is no User '" + id + "'"));
  }
}
