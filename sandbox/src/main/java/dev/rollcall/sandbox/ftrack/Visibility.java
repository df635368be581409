// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.query.Criterion;
import dev.rollcall.sandbox.ftrack.query.Criterion.Compare;
import dev.rollcall.sandbox.ftrack.query.Criterion.Literal;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operand;
import dev.rollcall.sandbox.ftrack.query.Criterion.Operator;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which projects a caller sees, if private ones are hidden from those who have no role there.
final class Visibility {
  private final Store store;
  private final RulesInForce rules;

  Visibility(Store store, RulesInForce rules) {
    this.store = store;
    this.rules = rules;
  }

  /// The query about what the caller may see.
  Query limited(Query asked, Accounts.Caller caller) {
    if (!rules.now().roles().hidesPrivateProjects() || !asked.entityType().equals("Project")) {
      return asked;
    }
    Criterion open =
        new Compare(
            Query.Path.of("is_private"), Operator.IS, new Operand.One(new Literal("False", false)));
    Criterion granted =
        new Compare(Query.Path.of("id"), Operator.IN, new Operand.Listed(granted(caller)));
    List<Criterion> all = new ArrayList<>();
    asked.where().ifPresent(where -> all.addAll(parts(where)));
    all.add(new Criterion.Or(List.of(open, granted)));
    return asked.where(Optional.of(new Criterion.And(all)));
  }

  private static List<Criterion> parts(Criterion where) {
    return where instanceof Criterion.And(List<Criterion> all) ? all : List.of(where);
  }

  /// A key that is not bound to a person reaches no private project.
  private List<Literal> granted(Accounts.Caller caller) {
    List<Literal> projects = new ArrayList<>();
    if (!caller.global()) {
      for (Row given : near("UserSecurityRole", "user_id", caller.user().key())) {
        for (Row grant : near("UserSecurityRoleProject", "user_security_role_id", given.key())) {
          projects.add(new Literal(grant.text("project_id"), true));
        }
      }
    }
    return projects;
  }

  private List<Row> near(String type, String column, String key) {
    return store
        .near(store.schema().named(type), column, key)
        .map(List::copyOf)
        .orElseGet(List::of);
  }
}
