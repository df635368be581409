// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.core.JsonGenerator;

/// The smaller things that a server does besides keeping entities.
final class Errands {
  private final Store store;
  private final Accounts accounts;
  private final Queue<String> invitations = new ConcurrentLinkedQueue<>();

  Errands(Store store, Accounts accounts) {
    this.store = store;
    this.accounts = accounts;
  }

  /// Where invitations were sent, in their order.
  List<String> invitations() {
    return List.copyOf(invitations);
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
    call.afterwards().add(() -> invitations.add(user.text("email")));
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
    String fresh = accounts.newKey(user);
    call.afterwards().add(() -> accounts.replace(fresh, user.key()));
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    out.writeStartObject();
    out.writeStringProperty("api_key", fresh);
    out.writeEndObject();
    out.writeEndObject();
  }

  private Row user(String id) {
    return store
        .find("User", id)
        .orElseThrow(() -> Refusal.invalid("there is no User '" + id + "'"));
  }
}
