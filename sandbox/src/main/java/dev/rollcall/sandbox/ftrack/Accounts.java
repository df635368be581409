// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Who may call, and with which keys. A key belongs to an account, whatever its login becomes.
final class Accounts {
  private final Store store;
  private final Optional<String> globalKey;
  private final Map<String, String> userIdByKey = new ConcurrentHashMap<>();

  /// Somebody who has shown a good key.
  ///
  /// @param global whether the key is not bound to the account
  /// @param managesUsers whether people, groups and roles may be changed
  record Caller(Row user, boolean global, boolean managesUsers) {}

  Accounts(Store store, Optional<String> globalKey) {
    this.store = store;
    this.globalKey = globalKey;
  }

  /// The caller with that login and key, if the key is good and the account is active.
  Caller caller(String username, String key) {
    boolean global = globalKey.filter(key::equals).isPresent();
    Optional<Row> user =
        global
            ? named(username)
            : Optional.ofNullable(userIdByKey.get(key)).flatMap(id -> store.find("User", id));
    return user.filter(row -> row.text("username").equals(username))
        .filter(row -> row.isOn("is_active"))
        .map(row -> new Caller(row, global, global || isAdministrator(row)))
        .orElseThrow(Accounts::refused);
  }

  /// Whether a login and a key belong together and are good.
  boolean mayCall(String username, String key) {
    try {
      store.read(() -> caller(username, key));
      return true;
    } catch (Refusal _) {
      return false;
    }
  }

  static Refusal refused() {
    return new Refusal(
        Refusal.Reason.CREDENTIALS, "The supplied API key is not valid for the given user.");
  }

  private Optional<Row> named(String username) {
    return store
        .near(store.schema().named("User"), "username", username)
        .flatMap(
            rows -> rows.stream().filter(r -> r.text("username").equals(username)).findFirst());
  }

  private boolean isAdministrator(Row user) {
    return store
        .near(store.schema().named("UserSecurityRole"), "user_id", user.key())
        .map(roles ->
            roles.stream()
                .flatMap(role -> role(role).stream())
                .anyMatch(role -> role.text("name").equals("Administrator")))
        .orElse(false);
  }

  private Optional<Row> role(Row given) {
    return store.find("SecurityRole", given.text("security_role_id"));
  }

  /// Writes down that a user gets a key in place of those they had.
  ///
  /// @return the key, which is good as soon as it is kept
  String newKey(Row user) {
    List.copyOf(rows(user.key())).forEach(store::remove);
    String key = UUID.randomUUID().toString();
    write(key, user.key());
    return key;
  }

  /// Makes a key the only good one of a user.
  void replace(String key, String userId) {
    userIdByKey.values().removeIf(userId::equals);
    keep(key, userId);
  }

  /// Lets a user call with a key, besides those they have.
  void give(String key, String userId) {
    if (rows(userId).stream().noneMatch(row -> row.text("prefix").equals(prefix(key)))) {
      write(key, userId);
    }
    keep(key, userId);
  }

  private Collection<Row> rows(String userId) {
    return store.near(store.schema().named("ApiKey"), "resource_id", userId).orElseGet(List::of);
  }

  private void write(String key, String userId) {
    store.put(
        Row.of(
            store.schema().named("ApiKey"),
            Map.of(
                "id", Value.text(UUID.randomUUID().toString()),
                "identifier", Value.text("sandbox"),
                "resource_id", Value.text(userId),
                "prefix", Value.text(prefix(key)))));
  }

  private static String prefix(String key) {
    return key.substring(0, Math.min(8, key.length()));
  }

  void keep(String key, String userId) {
    userIdByKey.put(key, userId);
  }

  void forgetAll() {
    userIdByKey.clear();
  }

  Map<String, String> keys() {
    return new TreeMap<>(userIdByKey);
  }
}
