// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What a workspace holds before anybody has done anything.
final class Beginnings {
  static final String USER_TYPE_FTRACK = "ac9fa5aa-4361-11e0-b7cc-0019bb4983d8";

  static final String USER_TYPE_LDAP = id("user type ldap");

  private static final Map<String, String> USER_TYPES =
      Map.of(
          "ftrack", USER_TYPE_FTRACK,
          "ldap", USER_TYPE_LDAP,
          "google", id("user type google"),
          "service", id("user type service"),
          "demo", id("user type demo"));

  private static final Map<String, String> ROLES =
      Map.of(
          "Restricted user", "ASSIGNED",
          "User", "PROJECT",
          "Project manager", "PROJECT",
          "Administrator", "PROJECT",
          "API", "API");

  private static final Map<String, String> ATTRIBUTE_TYPES =
      Map.of(
          "dynamic enumerator", "882e4aee-fae6-11e3-b623-20c9d0831e59",
          "date", "79968e9e-381c-11e0-acff-0019bb49847a",
          "text", "6268aef0-381c-11e0-acff-0019bb49847a",
          "url", "ec616dcd-56e2-4147-99f8-7e4a4f040cf9",
          "enumerator", "6ff9c812-ead3-11e2-846c-f23c91dfaa16",
          "boolean", "ad1034d8-15e2-11e1-b21a-0019bb4983d8",
          "number", "92009b00-381c-11e0-acff-0019bb49847a",
          "expression", "d2e6a530-357f-11e2-bd73-0019bb4985b8");

  private static final Map<String, String> LOCATIONS =
      Map.of(
          "ftrack.server", "3a372bde-05bc-11e4-8908-20c9d081909b",
          "ftrack.review", "cd41be70-8809-11e3-b98a-20c9d081909b",
          "ftrack.origin", "ce9b348f-8809-11e3-821c-20c9d081909b",
          "ftrack.unmanaged", "cb268ecc-8809-11e3-a7e2-20c9d081909b",
          "ftrack.connect", "07b82a97-8cf9-11e3-9383-20c9d081909b");

  private Beginnings() {}

  static void put(Store store) {
    sorted(USER_TYPES).forEach((name, id) -> named(store, "UserType", id, name));
    sorted(LOCATIONS).forEach((name, id) -> named(store, "Location", id, name));
    sorted(ATTRIBUTE_TYPES).forEach((name, id) -> named(store, "CustomAttributeType", id, name));
    sorted(ROLES)
        .forEach((name, type) ->
            put(store, "SecurityRole", id("role " + name), Map.of("name", name, "type", type)));
  }

  static Optional<Row> role(Store store, String name) {
    return store.rows("SecurityRole").stream()
        .filter(role -> role.text("name").equals(name))
        .findFirst();
  }

  private static SortedMap<String, String> sorted(Map<String, String> map) {
    return new TreeMap<>(map);
  }

  private static void named(Store store, String type, String id, String name) {
    put(store, type, id, Map.of("name", name));
  }

  private static void put(Store store, String type, String id, Map<String, String> texts) {
    Row row = Row.of(store.schema().named(type), Map.of("id", Value.text(id)));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      row = row.with(Map.of(text.getKey(), Value.text(text.getValue())));
    }
    store.put(row);
  }

  static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
