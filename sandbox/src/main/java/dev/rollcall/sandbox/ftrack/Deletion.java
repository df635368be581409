// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Property.Column;
import dev.rollcall.sandbox.ftrack.schema.Property.Mark;
import dev.rollcall.sandbox.ftrack.schema.Values;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Removes entities together with what cannot be without them.
final class Deletion {
  private static final Set<String> GO_ALONG =
      Set.of(
          "UserSecurityRole",
          "UserSecurityRoleProject",
          "UserSession",
          "ApiKey",
          "ComponentLocation");

  private static final Map<String, List<String>> WITHOUT_KEY =
      Map.of(
          "Metadata", List.of("parent_id"),
          "CustomAttributeLink", List.of("from_id"),
          "CustomAttributeLinkFrom", List.of("to_id"));

  private record Use(Row row, Column column) {
    boolean goesAlong() {
      return column.is(Mark.REQUIRED) || GO_ALONG.contains(row.type().name());
    }
  }

  private final Store store;
  private final RulesInForce rules;
  private final Administrators administrators;

  Deletion(Store store, RulesInForce rules) {
    this.store = store;
    this.rules = rules;
    this.administrators = new Administrators(store, rules);
  }

  void delete(Row row) {
    if (row.type().name().equals("User")) {
      administrators.mayLose(row);
    }
    List<Use> uses = uses(row);
    boolean guarded = Set.of("User", "Group").contains(row.type().name());
    if (guarded && rules.now().deletion() == ServerRules.Deletion.REFUSED_WHILE_USED) {
      refuseWhileUsed(row, uses);
    }
    for (Use use : uses) {
      if (use.goesAlong()) {
        delete(use.row());
      } else {
        store.put(use.row().with(Map.of(use.column().name(), Values.ABSENT)));
      }
    }
    attached(row).forEach(store::remove);
    store.remove(row);
  }

  private static void refuseWhileUsed(Row row, List<Use> uses) {
    uses.stream()
        .filter(use -> !GO_ALONG.contains(use.row().type().name()))
        .findFirst()
        .ifPresent(use -> {
          throw Refusal.integrity(row + " is still used by " + use.row());
        });
  }

  private List<Use> uses(Row row) {
    List<Use> uses = new ArrayList<>();
    for (EntityType type : store.schema().types()) {
      for (Property property : type.isAbstract() ? List.<Property>of() : type.stored()) {
        if (property instanceof Column column && refersTo(column, row.type())) {
          rows(type, column.name(), row).forEach(each -> uses.add(new Use(each, column)));
        }
      }
    }
    return uses;
  }

  private boolean refersTo(Column column, EntityType type) {
    return column
        .references()
        .map(target -> store.schema().named(target).includes(type))
        .orElse(false);
  }

  private List<Row> rows(EntityType type, String column, Row row) {
    Collection<Row> near = store.near(type, column, row.key()).orElseGet(() -> store.rows(type));
    return near.stream().filter(each -> each.text(column).equals(row.key())).toList();
  }

  private List<Row> attached(Row row) {
    List<Row> attached = new ArrayList<>();
    WITHOUT_KEY.forEach((type, columns) ->
        columns.forEach(column -> attached.addAll(rows(store.schema().named(type), column, row))));
    return attached;
  }
}
