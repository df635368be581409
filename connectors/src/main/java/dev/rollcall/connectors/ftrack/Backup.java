// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
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
import java.util.function.Consumer;
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
  private final Lately lately;
  private final Appendable out;
  private final JsonMapper json = JsonMapper.builder().build();

  /// @param lately what is known of members and holders and need not be read again
  Backup(
      FtrackClient client,
      FtrackSettings settings,
      Session session,
      Lately lately,
      Appendable out) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.lately = lately;
    this.out = out;
  }

  /// Users and groups, in the same calls.
  ///
  /// @return how many were written
  long people(Collection<String> users, Collection<String> groups) throws ReadFailed, IOException {
    List<String> columns = session.fields().columns();
    List<String> ofGroups = session.groupFields().columns();
    Map<String, List<String>> members = members(groups);
    List<Image> images = new ArrayList<>();
    String userQuery = QueryText.select(asked(), "User") + " where ";
    for (String in : QueryText.in("id", users, MOST)) {
      images.add(new Image(userQuery + in, row -> user(row, columns)));
    }
    String groupQuery = QueryText.select(ofGroups, "Group") + " where ";
    for (String in : QueryText.in("id", groups, MOST)) {
      String query = groupQuery + in + " and " + GroupReader.GLOBAL;
      images.add(new Image(query, row -> group(row, ofGroups, members)));
    }
    return found(images);
  }

  /// What a query finds, and how a row of it is written.
  private record Image(String query, Consumer<Row> each) {}

  private Map<String, List<String>> members(Collection<String> groups) throws ReadFailed {
    Optional<Map<String, List<String>>> known = lately.users(groups);
    if (known.isPresent()) {
      return known.get();
    }
    Map<String, List<String>> members = new HashMap<>();
    for (String condition : QueryText.in("group_id", groups, MOST)) {
      members.putAll(membersWhere(condition));
    }
    return members;
  }

  /// Writes what these find: as many in one call as a page holds.
  private long found(List<Image> images) throws ReadFailed, IOException {
    int together = Math.max(1, settings.pageSize() / MOST);
    long written = 0;
    for (int from = 0; from < images.size(); from += together) {
      List<Image> some = images.subList(from, Math.min(from + together, images.size()));
      written +=
          switch (Found.by(client, some.stream().map(Image::query).toList())) {
            case Found.Nothing(Failure failure) ->
                throw new ReadFailed(FailureProblem.of(settings, failure));
            case Found.Rows rows -> written(() -> each(some, rows.byQuery()));
          };
    }
    return written;
  }

  private static long each(List<Image> images, List<List<Row>> found) {
    long written = 0;
    for (int i = 0; i < images.size(); i++) {
      found.get(i).forEach(images.get(i).each());
      written += found.get(i).size();
    }
    return written;
  }

  /// @return how many were written
  long grants(Collection<Grant> grants) throws ReadFailed, IOException {
    Map<Grant, List<String>> holders = holders(grants);
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

  private Map<Grant, List<String>> holders(Collection<Grant> grants) throws ReadFailed {
    Optional<Map<Grant, List<String>>> known = lately.holders(grants);
    if (known.isPresent()) {
      return known.get();
    }
    Map<Grant, List<String>> holders = new HashMap<>();
    new RoleReader(client, settings)
        .grants(
            Set.copyOf(grants),
            (grant, user) -> holders.computeIfAbsent(grant, _ -> new ArrayList<>()).add(user));
    return holders;
  }

  /// All users and groups.
  long everything() throws ReadFailed, IOException {
    List<String> columns = session.fields().columns();
    What users = What.users(asked(), Optional.empty());
    long written =
        written(() -> Pages.whole(client, settings, users).read(row -> user(row, columns)));
    Map<String, List<String>> members = membersWhere("group." + GroupReader.GLOBAL);
    List<String> own = session.groupFields().columns();
    What groups = new What("Group", "groups", own, Optional.of(GroupReader.GLOBAL));
    return written
        + written(
            () -> Pages.whole(client, settings, groups).read(row -> group(row, own, members)));
  }

  /// The columns of a user, and what is kept beside it.
  private List<String> asked() {
    List<String> asked = new ArrayList<>(session.fields().columns());
    asked.addAll(session.fields().relations());
    return asked;
  }

  private void user(Row row, List<String> columns) {
    Map<String, JsonNode> values = values(row, columns);
    keyed(row, "custom_attributes").ifPresent(all -> values.put("custom_attributes", all));
    keyed(row, "metadata").ifPresent(all -> values.put("metadata", all));
    line(values);
  }

  private void group(Row row, List<String> columns, Map<String, List<String>> members) {
    Map<String, JsonNode> values = values(row, columns);
    ArrayNode inside = json.createArrayNode();
    members.getOrDefault(row.id(), List.of()).stream().sorted().forEach(inside::add);
    values.put("members", inside);
    line(values);
  }

  private Map<String, List<String>> membersWhere(String condition) throws ReadFailed {
    Map<String, List<String>> members = new HashMap<>();
    What memberships =
        new What(
            "Membership",
            "members of groups",
            List.of("id", "group_id", "user_id"),
            Optional.of(condition));
    Pages.whole(client, settings, memberships)
        .read(row ->
            members
                .computeIfAbsent(row.text("group_id").orElse(""), _ -> new ArrayList<>())
                .add(row.text("user_id").orElse("")));
    return members;
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
