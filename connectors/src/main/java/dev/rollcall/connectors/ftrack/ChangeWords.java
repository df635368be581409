// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.connectors.ftrack.StudioChange.Thing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells changes in words, with names in place of ids. Names are asked of the server, and
/// remembered, because who is gone cannot be asked for.
public final class ChangeWords implements AutoCloseable {
  private static final int MOST = 10_000;

  private final FtrackClient client;
  private final Map<List<String>, String> names = new LinkedHashMap<>();

  public ChangeWords(FtrackSettings settings) {
    this.client = new FtrackClient(settings);
  }

  /// `jane: user anna.ek: email a@x → b@x`, without who did it.
  public String of(StudioChange change) {
    return switch (change.thing()) {
      case USER -> entity(change, "user", "User", "username");
      case GROUP -> entity(change, "group", "Group", "name");
      case PROJECT -> entity(change, "project", "Project", "full_name");
      case MEMBERSHIP -> membership(change);
      case ROLE -> role(change);
      case ROLE_PROJECT -> roleProject(change);
    };
  }

  private String entity(StudioChange change, String word, String type, String naming) {
    change.value(naming).ifPresent(name -> remember(type, change.id(), name));
    String who = word + " " + name(type, change.id(), naming);
    return switch (change.action()) {
      case ADD -> who + " was made";
      case REMOVE -> who + " was removed";
      case UPDATE -> who + ": " + values(change);
    };
  }

  private static String values(StudioChange change) {
    return change.values().entrySet().stream()
        .map(each ->
            "%s %s → %s"
                .formatted(
                    each.getKey(), shown(each.getValue().before()), shown(each.getValue().after())))
        .collect(Collectors.joining(", "));
  }

  private static String shown(String value) {
    return value.isEmpty() ? "–" : value;
  }

  private String membership(StudioChange change) {
    String who = user(change);
    String group =
        part(change, Thing.GROUP, "group_id")
            .map(id -> name("Group", id, "name"))
            .orElse("a group");
    return switch (change.action()) {
      case ADD -> who + " came into group " + group;
      case REMOVE -> who + " left group " + group;
      case UPDATE -> who + " in group " + group + ": " + values(change);
    };
  }

  private String role(StudioChange change) {
    String role =
        change
            .value("security_role_id", "roleid")
            .map(id -> name("SecurityRole", id, "name"))
            .orElse("");
    String named = role.isEmpty() ? "a role" : "the role " + role;
    return switch (change.action()) {
      case ADD -> user(change) + " was given " + named;
      case REMOVE -> user(change) + " lost " + named;
      case UPDATE -> user(change) + ", " + named + ": " + values(change);
    };
  }

  private String roleProject(StudioChange change) {
    String project =
        part(change, Thing.PROJECT, "project_id")
            .map(id -> name("Project", id, "full_name"))
            .orElse("a project");
    return switch (change.action()) {
      case ADD -> user(change) + " was given a role on project " + project;
      case REMOVE -> user(change) + " lost a role on project " + project;
      case UPDATE -> user(change) + ", role on project " + project + ": " + values(change);
    };
  }

  private String user(StudioChange change) {
    return part(change, Thing.USER, "user_id", "userid")
        .map(id -> name("User", id, "username"))
        .orElse("somebody");
  }

  private static Optional<String> part(StudioChange change, Thing parent, String... names) {
    return change
        .value(names)
        .or(() -> Optional.ofNullable(change.parents().get(parent)).filter(id -> !id.isEmpty()));
  }

  private String name(String type, String id, String naming) {
    String known = names.get(List.of(type, id));
    if (known != null) {
      return known;
    }
    String query =
        QueryText.select(List.of("id", naming), type) + " where id is " + QueryText.quoted(id);
    Optional<String> asked =
        switch (client.call(List.of(new Operation.Query(query)))) {
          case Success answer ->
              answer.rows(0).stream()
                  .findFirst()
                  .flatMap(row -> new Row(row, answer.entities()).text(naming));
          case Failure _ -> Optional.empty();
        };
    asked.ifPresent(name -> remember(type, id, name));
    return asked.orElse(id);
  }

  private void remember(String type, String id, String name) {
    if (names.size() >= MOST) {
      names.clear();
    }
    names.put(List.of(type, id), name);
  }

  @Override
  public void close() {
    client.close();
  }
}
