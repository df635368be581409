// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.Collection;
import java.util.List;

/// Keeps at least one person who can put things right again, if the rules say so.
final class Administrators {
  static final String ROLE = "Administrator";

  private final Store store;
  private final RulesInForce rules;

  Administrators(Store store, RulesInForce rules) {
    this.store = store;
    this.rules = rules;
  }

  /// Refuses that somebody stops being an administrator when nobody else is one.
  void mayLose(Row user) {
    if (rules.now().roles().lastAdministratorStays() && isOne(user) && others(user) == 0) {
      throw Refusal.invalid(user.text("username") + " is the last active administrator");
    }
  }

  private boolean isOne(Row user) {
    return user.isOn("is_active") && has(user.key());
  }

  private long others(Row user) {
    return store.rows("UserSecurityRole").stream()
        .filter(given -> isAdministrator(given))
        .filter(given -> !given.text("user_id").equals(user.key()))
        .filter(given ->
            store
                .find("User", given.text("user_id"))
                .map(other -> other.isOn("is_active"))
                .orElse(false))
        .count();
  }

  private boolean has(String userId) {
    Collection<Row> given =
        store.near(store.schema().named("UserSecurityRole"), "user_id", userId).orElseGet(List::of);
    return given.stream().anyMatch(this::isAdministrator);
  }

  boolean isAdministrator(Row given) {
    return store
        .find("SecurityRole", given.text("security_role_id"))
        .map(role -> role.text("name").equals(ROLE))
        .orElse(false);
  }
}
