// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.schema.SchemaJson;
import dev.rollcall.sandbox.ftrack.store.Row;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the server says about itself.
final class ServerInformation {
  private final Options options;
  private final SchemaJson schemas;

  ServerInformation(Options options, SchemaJson schemas) {
    this.options = options;
    this.schemas = schemas;
  }

  /// @param asked which facts are wanted; all if it is not an array
  ObjectNode about(Accounts.Caller caller, JsonNode asked) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("version", options.version());
    all.put("schema_hash", schemas.hash());
    all.put("is_timezone_support_enabled", true);
    all.put("is_nested_subqueries_enabled", true);
    all.putObject("storage_scenario").put("scenario", "ftrack.automatic").putObject("data");
    all.putArray("license")
        .addObject()
        .put("feature_id", "ftrack")
        .put("quantity", options.seats())
        .putNull("renewal_date");
    all.putObject("company_information").put("name", "Rollcall sandbox");
    all.set("user_information", user(caller));
    if (asked.isArray()) {
      List<String> names = asked.valueStream().map(name -> name.asString("")).toList();
      all.retain(names);
    }
    return all;
  }

  private static ObjectNode user(Accounts.Caller caller) {
    Row user = caller.user();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("id", "username", "first_name", "last_name")) {
      node.put(name, user.text(name));
    }
    node.put("is_global_access_key", caller.global());
    node.putArray("permissions").addAll(permissions(caller));
    return node;
  }

  private static List<JsonNode> permissions(Accounts.Caller caller) {
    return caller.managesUsers()
        ? List.of(JsonNodeFactory.instance.stringNode("manage_users"))
        : List.of();
  }
}
