// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Grant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes whole users and groups, one a line, as JSON with sorted names. A group is written with
/// the ids of who is in it, a role and a team with those of who holds it.
final class Backup {
  private static final int MOST = 100;

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final Appendable out;
  private final JsonMapper json = JsonMapper.builder().build();

  Backup(FtrackClient client, FtrackSettings settings, Session session, Appendable out) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.out = out;
  }

  /// @return how many were written
  long users(Collection<String> ids) throws ReadFailed, IOException {
    long written = 0;
    for (String condition : QueryText.in("id", ids, MOST)) {
      written += users(Optional.of(condition));
    }
    return written;
  }

  /// @return how many were written
  long groups(Collection<String> ids) throws ReadFailed, IOException {
    long written = 0;
    for (int from = 0; from < ids.size(); from += MOST) {
      List<String> some = ids.stream().skip(from).limit(MOST).toList();
      written +=
          groups(
              QueryText.in("id", some) + " and " + GroupReader.GLOBAL,
              QueryText.in("group_id", some));
    }
    return written;
  }

  /// @return how many were written
  long grants(Collection<Grant> grants) throws ReadFailed, IOException {
    Map<Grant, List<String>> holders = new HashMap<>();
    new RoleReader(client, settings)
        .grants(
            Set.copyOf(grants),
            (grant, user) -> holders.computeIfAbsent(grant, _ -> new ArrayList<>()).add(user));
    return written(() -> {
      for (Grant grant : grants) {
        Map<String, JsonNode> values = new TreeMap<>();
        values.put("grant", JsonNodeFactory.instance.stringNode(grant.anchor().value()));
        values.put("sort", JsonNodeFactory.instance.stringNode(grant.sort().name()));
        ArrayNode who = json.createArrayNode();
        holders.getOrDefault(grant, List.of()).stream().sorted().forEach(who::add);
        values.put("holders", who);
        line(values);
      }
      return grants.size();
    });
  }

  /// All users and groups.
  long everything() throws ReadFailed, IOException {
    return users(Optional.empty()) + groups(GroupReader.GLOBAL, "group." + GroupReader.GLOBAL);
  }

  private long users(Optional<String> condition) throws ReadFailed, IOException {
    List<String> columns = session.fields().columns();
    List<String> asked = new ArrayList<>(columns);
    asked.addAll(session.fields().relations());
    What users = What.users(asked, condition);
    Pages pages =
        condition.isEmpty()
            ? Pages.whole(client, settings, users)
            : Pages.some(client, settings, users);
    return written(() ->
        pages.read(row -> {
          Map<String, JsonNode> values = values(row, columns);
          keyed(row, "custom_attributes").ifPresent(all -> values.put("custom_attributes", all));
          keyed(row, "metadata").ifPresent(all -> values.put("metadata", all));
          line(values);
        }));
  }

  private long groups(String which, String whose) throws ReadFailed, IOException {
    Map<String, List<String>> members = new HashMap<>();
    What memberships =
        new What(
            "Membership",
            "members of groups",
            List.of("id", "group_id", "user_id"),
            Optional.of(whose));
    Pages.whole(client, settings, memberships)
        .read(row ->
            members
                .computeIfAbsent(row.text("group_id").orElse(""), _ -> new ArrayList<>())
                .add(row.text("user_id").orElse("")));
    List<String> columns = session.groupFields().columns();
    What groups = new What("Group", "groups", columns, Optional.of(which));
    return written(() ->
        Pages.whole(client, settings, groups)
            .read(row -> {
              Map<String, JsonNode> values = values(row, columns);
              ArrayNode inside = json.createArrayNode();
              members.getOrDefault(row.id(), List.of()).stream().sorted().forEach(inside::add);
              values.put("members", inside);
              line(values);
            }));
  }

  /// What a relation keeps by keys; empty where there is nothing.
  private Optional<JsonNode> keyed(Row row, String relation) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (Row each : row.several(relation)) {
      each.text("key")
          .ifPresent(key -> sorted.put(key, row.keyed(relation, key).orElse(NullNode.instance)));
    }
    ObjectNode all = json.createObjectNode();
    sorted.forEach(all::set);
    return sorted.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  /// Reads and writes.
  private interface Work {
    long run() throws ReadFailed;
  }

  private static long written(Work work) throws ReadFailed, IOException {
    try {
      return work.run();
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  private static Map<String, JsonNode> values(Row row, List<String> columns) {
    Map<String, JsonNode> values = new TreeMap<>();
    for (String column : columns) {
      values.put(
          column, row.entities().value(row.row(), List.of(column)).orElse(NullNode.instance));
    }
    return values;
  }

  private void line(Map<String, JsonNode> values) {
    try {
      out.append(json.writeValueAsString(values)).append('\n');
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
