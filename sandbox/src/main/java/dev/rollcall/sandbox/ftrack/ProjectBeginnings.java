// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a workspace holds so that projects and tasks can be made: one project schema with its
/// statuses and types.
final class ProjectBeginnings {
  // The ids that clients have in their schemas as defaults.
  private static final SortedMap<String, String> OBJECT_TYPES =
      new TreeMap<>(
          Map.of(
              "Task", "11c137c0-ee7e-4f9c-91c5-8c77cec22b2c",
              "Folder", "3c133785-51cb-11e3-980a-20c9d0831e59",
              "Milestone", "01decdd1-51cb-11e3-9d5b-20c9d0831e59",
              "Shot", "bad911de-3bd6-47b9-8b46-3476e237cb36"));
  private static final String NO_PRIORITY = "9661b320-3a0c-11e2-81c1-0800200c9a66";

  private static final SortedMap<String, String> STATES =
      new TreeMap<>(
          Map.of(
              "Not started", "NOT_STARTED",
              "In progress", "IN_PROGRESS",
              "Done", "DONE",
              "Blocked", "BLOCKED"));
  private static final List<String> STATUSES = List.of("Not started", "In progress", "Done");
  private static final List<String> TYPES = List.of("Generic", "Lighting", "Compositing");

  private ProjectBeginnings() {}

  static void put(Store store) {
    STATES.forEach((name, shortName) ->
        put(store, "State", id("state " + name), Map.of("name", name, "short", shortName)));
    STATUSES.forEach(name ->
        put(
            store,
            "Status",
            id("status " + name),
            Map.of("name", name, "color", "#808080", "state_id", id("state " + name))));
    TYPES.forEach(name -> put(store, "Type", id("type " + name), Map.of("name", name)));
    put(store, "Priority", NO_PRIORITY, Map.of("name", "None", "color", "#808080"));
    OBJECT_TYPES.forEach((name, id) -> put(store, "ObjectType", id, Map.of("name", name)));
    String workflow = id("workflow");
    put(store, "WorkflowSchema", workflow, Map.of("name", "VFX"));
    link(store, "WorkflowSchema", workflow, "statuses", ids("status ", STATUSES));
    String types = id("task types");
    put(store, "TaskTypeSchema", types, Map.of("name", "VFX"));
    link(store, "TaskTypeSchema", types, "types", ids("type ", TYPES));
    schema(store, workflow, types);
  }

  private static void schema(Store store, String workflow, String types) {
    String schema = id("project schema VFX");
    put(
        store,
        "ProjectSchema",
        schema,
        Map.of(
            "name", "VFX",
            "task_workflow_schema_id", workflow,
            "asset_version_workflow_schema_id", workflow,
            "task_type_schema_id", types));
    link(store, "ProjectSchema", schema, "object_types", List.copyOf(OBJECT_TYPES.values()));
    OBJECT_TYPES.forEach((name, type) -> {
      String id = id("schema " + name);
      put(store, "Schema", id, Map.of("project_schema_id", schema, "type_id", type));
      ids("status ", STATUSES)
          .forEach(status ->
              store.put(row(store, "SchemaStatus", Map.of("status_id", status, "schema_id", id))));
    });
  }

  private static List<String> ids(String kind, List<String> names) {
    return names.stream().map(name -> id(kind + name)).toList();
  }

  private static String id(String name) {
    return Beginnings.id(name);
  }

  private static void put(Store store, String type, String id, Map<String, String> texts) {
    Map<String, String> all = new HashMap<>(texts);
    all.put("id", id);
    store.put(row(store, type, all));
  }

  private static Row row(Store store, String type, Map<String, String> texts) {
    Map<String, Value> values = new HashMap<>();
    Entities.addDefaults(store.schema().named(type), values);
    texts.forEach((name, text) -> values.put(name, Value.text(text)));
    return Row.of(store.schema().named(type), values);
  }

  private static void link(Store store, String type, String id, String name, List<String> targets) {
    List<Value> values = new ArrayList<>(targets.stream().map(Value::text).toList());
    Row row = store.find(type, id).orElseThrow();
    store.put(row.with(Map.of(name, new Value.Several(values))));
  }

  /// Fills in what a server decides for something in a project when the client does not.
  static void complete(Store store, Map<String, Value> values) {
    values.putIfAbsent("status_id", Value.text(id("status " + STATUSES.getFirst())));
    values.putIfAbsent("type_id", Value.text(id("type " + TYPES.getFirst())));
    Optional.ofNullable(values.get("parent_id"))
        .flatMap(parent -> store.find(store.schema().named("Context"), parent.asText()))
        .map(parent ->
            parent.type().name().equals("Project")
                ? parent.value("id")
                : parent.value("project_id"))
        .ifPresent(project -> values.putIfAbsent("project_id", project));
  }
}
