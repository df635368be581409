// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One operation of a call to ftrack's API.
public sealed interface Operation {
  /// As it goes over the wire.
  ObjectNode json();

  /// Whether it changes anything, so that it must not be repeated blindly.
  default boolean writes() {
    return switch (this) {
      case Create _, Update _, Delete _, Role _, Metadata _, Invite _, Job _ -> true;
      case Query _, ServerInformation _, Schemas _, Permissions _, Upload _ -> false;
    };
  }

  /// @param expression in ftrack's query language, see [QueryText]
  record Query(String expression) implements Operation {
    @Override
    public ObjectNode json() {
      return action("query").put("expression", expression);
    }
  }

  /// What the server says of itself: version, licence, who the caller is.
  record ServerInformation() implements Operation {
    @Override
    public ObjectNode json() {
      return action("query_server_information");
    }
  }

  /// The schemas of all entity types.
  record Schemas() implements Operation {
    @Override
    public ObjectNode json() {
      return action("query_schemas");
    }
  }

  /// What the caller may do with a type of entity.
  record Permissions(String entityType) implements Operation {
    @Override
    public ObjectNode json() {
      ObjectNode json = action("permissions").put("entity_type", entityType);
      json.putObject("entity_data");
      return json.putNull("expression");
    }
  }

  /// A new entity under an id that the caller made, so that a repeated attempt can find its work.
  record Create(String entityType, String id, SortedMap<String, JsonNode> values)
      implements Operation {
    public Create {
      values = new TreeMap<>(values);
    }

    @Override
    public ObjectNode json() {
      ObjectNode json = entity("create", entityType, List.of(id));
      data(json, entityType, values).put("id", id);
      return json;
    }
  }

  /// New values for some attributes of an entity.
  record Update(String entityType, List<String> key, SortedMap<String, JsonNode> values)
      implements Operation {
    public Update {
      key = List.copyOf(key);
      values = new TreeMap<>(values);
    }

    @Override
    public ObjectNode json() {
      ObjectNode json = entity("update", entityType, key);
      data(json, entityType, values);
      return json;
    }
  }

  /// The end of an entity.
  record Delete(String entityType, List<String> key) implements Operation {
    public Delete {
      key = List.copyOf(key);
    }

    @Override
    public ObjectNode json() {
      return entity("delete", entityType, key);
    }
  }

  /// A new note that is kept for a user.
  record Metadata(String user, String key, String value) implements Operation {
    @Override
    public ObjectNode json() {
      ObjectNode json = entity("create", "Metadata", List.of(user, key));
      data(json, "Metadata", Map.of())
          .put("parent_id", user)
          .put("parent_type", "User")
          .put("key", key)
          .put("value", value);
      return json;
    }
  }

  /// Where to send a file; its component need not be there yet.
  ///
  /// @param checksum MD5, in base64
  record Upload(String component, String fileName, int size, String checksum) implements Operation {
    static Upload of(String component, Picture picture) {
      byte[] jpeg = picture.jpeg();
      String checksum = Base64.getEncoder().encodeToString(Picture.digest("MD5", jpeg));
      return new Upload(component, "thumbnail.jpg", jpeg.length, checksum);
    }

    @Override
    public ObjectNode json() {
      return action("get_upload_metadata")
          .put("component_id", component)
          .put("file_name", fileName)
          .put("file_size", size)
          .put("checksum", checksum);
    }
  }

  /// Lets ftrack send an invitation to a user, by e-mail.
  record Invite(String user) implements Operation {
    @Override
    public ObjectNode json() {
      return action("send_user_invite").put("user_id", user);
    }
  }

  /// What a user may do: roles are given and taken by actions of their own since ftrack 4.2.
  ///
  /// @param project where it is to hold; all open projects where empty; of no meaning to a role
  ///   that is added or removed
  record Role(Step step, String user, String role, Optional<String> project) implements Operation {
    /// The steps, by the name of their action.
    enum Step {
      ADD("add_user_security_role"),
      REMOVE("remove_user_security_role"),
      GRANT("grant_user_security_role_project"),
      REVOKE("revoke_user_security_role_project");

      private final String action;

      Step(String action) {
        this.action = action;
      }
    }

    @Override
    public ObjectNode json() {
      ObjectNode json = action(step.action).put("user_id", user).put("role_id", role);
      return switch (step) {
        case ADD, REMOVE -> json;
        case GRANT, REVOKE ->
            project
                .map(id -> json.put("project_id", id))
                .orElseGet(() -> json.put("all_open_projects", true));
      };
    }
  }

  /// Work that the server does by itself after it has answered.
  record Job(String type) implements Operation {
    @Override
    public ObjectNode json() {
      return action("delayed_job").put("job_type", type);
    }
  }

  private static ObjectNode action(String name) {
    return JsonNodeFactory.instance.objectNode().put("action", name);
  }

  private static ObjectNode entity(String action, String entityType, List<String> key) {
    ObjectNode json = action(action).put("entity_type", entityType);
    key.forEach(json.putArray("entity_key")::add);
    return json;
  }

  private static ObjectNode data(ObjectNode json, String entityType, Map<String, JsonNode> values) {
    ObjectNode data = json.putObject("entity_data").put("__entity_type__", entityType);
    values.forEach(data::set);
    return data;
  }
}
