// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.ServerRules.Again;
import dev.rollcall.sandbox.ftrack.ServerRules.Deletion;
import dev.rollcall.sandbox.ftrack.ServerRules.Logins;
import dev.rollcall.sandbox.ftrack.ServerRules.RoleAnswer;
import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rules as they are switched over HTTP, such as `{"logins": "exact", "role_answer": "nothing"}`.
final class RulesJson {
  private RulesJson() {}

  /// The rules with those changed that the JSON names.
  static ServerRules read(ServerRules rules, JsonNode json) {
    ServerRules changed = rules;
    for (Map.Entry<String, JsonNode> rule : json.properties()) {
      changed = changed(changed, rule.getKey(), rule.getValue());
    }
    return changed;
  }

  private static ServerRules changed(ServerRules rules, String name, JsonNode value) {
    RoleRules roles = rules.roles();
    GroupRules groups = rules.groups();
    AttributeRules attributes = rules.attributes();
    CallRules calls = rules.calls();
    return switch (name) {
      case "logins" -> rules.withLogins(word(Logins.class, value));
      case "taken_login" -> rules.withTakenLogin(word(Reason.class, value));
      case "no_seat" -> rules.withNoSeat(word(Reason.class, value));
      case "role_of_new_users" ->
          rules.withRoleOfNewUsers(Optional.of(value.asString("")).filter(text -> !text.isEmpty()));
      case "deletion" -> rules.withDeletion(word(Deletion.class, value));
      case "same_group_names" -> rules.withGroups(groups.withSameNames(flag(value)));
      case "group_metadata" -> rules.withGroups(groups.withMetadata(flag(value)));
      case "same_memberships" -> rules.withGroups(groups.withSameMemberships(flag(value)));
      case "same_appointments" -> rules.withGroups(groups.withSameAppointments(flag(value)));
      case "new_role_covers_open_projects" ->
          rules.withRoles(roles.withCoversOpenProjects(flag(value)));
      case "role_answer" -> rules.withRoles(roles.withAnswer(word(RoleAnswer.class, value)));
      case "role_again" -> rules.withRoles(roles.withRoleAgain(word(Again.class, value)));
      case "project_again" -> rules.withRoles(roles.withProjectAgain(word(Again.class, value)));
      case "last_administrator_stays" ->
          rules.withRoles(roles.withLastAdministratorStays(flag(value)));
      case "hides_private_projects" -> rules.withRoles(roles.withHidesPrivateProjects(flag(value)));
      case "unknown_options" -> rules.withAttributes(attributes.withUnknownOptions(flag(value)));
      case "single_as_text" -> rules.withAttributes(attributes.withSingleAsText(flag(value)));
      case "attribute_roles_needed" ->
          rules.withAttributes(attributes.withRolesNeeded(flag(value)));
      case "largest_batch" -> rules.withLargestBatch(number(value));
      case "longest_text" -> rules.withCalls(calls.withLongestText(number(value).orElse(255)));
      case "columns_in_events" -> rules.withCalls(calls.withColumnsInEvents(flag(value)));
      default -> throw new IllegalArgumentException("there is no rule '" + name + "'");
    };
  }

  static ObjectNode write(ServerRules rules) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("logins", word(rules.accounts().logins()));
    json.put("taken_login", word(rules.accounts().takenLogin()));
    json.put("no_seat", word(rules.accounts().noSeat()));
    json.put("role_of_new_users", rules.accounts().firstRole().orElse(""));
    json.put("deletion", word(rules.deletion()));
    json.put("same_group_names", rules.groups().sameNames());
    json.put("group_metadata", rules.groups().metadata());
    json.put("same_memberships", rules.groups().sameMemberships());
    json.put("same_appointments", rules.groups().sameAppointments());
    json.put("new_role_covers_open_projects", rules.roles().coversOpenProjects());
    json.put("role_answer", word(rules.roles().answer()));
    json.put("role_again", word(rules.roles().roleAgain()));
    json.put("project_again", word(rules.roles().projectAgain()));
    json.put("last_administrator_stays", rules.roles().lastAdministratorStays());
    json.put("hides_private_projects", rules.roles().hidesPrivateProjects());
    json.put("unknown_options", rules.attributes().unknownOptions());
    json.put("single_as_text", rules.attributes().singleAsText());
    json.put("attribute_roles_needed", rules.attributes().rolesNeeded());
    rules
        .calls()
        .largestBatch()
        .ifPresentOrElse(
            most -> json.put("largest_batch", most), () -> json.putNull("largest_batch"));
    json.put("longest_text", rules.calls().longestText());
    json.put("columns_in_events", rules.calls().columnsInEvents());
    return json;
  }

  private static <E extends Enum<E>> E word(Class<E> type, JsonNode value) {
    return Enum.valueOf(type, value.asString("").toUpperCase(Locale.ROOT));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static boolean flag(JsonNode value) {
    if (!value.isBoolean()) {
      throw new IllegalArgumentException("'" + value + "' is neither true nor false");
    }
    return value.booleanValue();
  }

  private static OptionalInt number(JsonNode value) {
    return value.isNumber() ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
  }
}
