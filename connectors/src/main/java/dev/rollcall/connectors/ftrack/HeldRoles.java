// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which of some roles some users hold now, and where.
final class HeldRoles {
  private static final int MOST = 100;

  private final Map<Pair, Held> held = new HashMap<>();
  private final Set<Pair> looked = new HashSet<>();

  /// Nothing was looked at yet.
  HeldRoles() {}

  private HeldRoles(Collection<Pair> pairs, List<Row> rows) {
    looked.addAll(pairs);
    rows.forEach(this::add);
  }

  /// What a later look told, of other users and roles or of the same.
  void learn(HeldRoles later) {
    held.keySet().removeAll(later.looked);
    later.looked.forEach(pair -> later.held(pair).ifPresent(where -> held.put(pair, where)));
    looked.addAll(later.looked);
  }

  /// Whether all of these were looked at.
  boolean knows(Collection<Pair> pairs) {
    return looked.containsAll(pairs);
  }

  /// A user and a role.
  record Pair(String user, String role) {}

  /// Where a role holds.
  record Held(boolean onAllOpen, Set<String> projects) {
    /// @param project all open ones where empty
    boolean covers(Optional<String> project) {
      return project.map(projects::contains).orElse(onAllOpen);
    }

    /// All places; all open projects are an empty one.
    Set<Optional<String>> everywhere() {
      Set<Optional<String>> places = new HashSet<>();
      projects.forEach(project -> places.add(Optional.of(project)));
      if (onAllOpen) {
        places.add(Optional.empty());
      }
      return places;
    }

    boolean isNowhere() {
      return !onAllOpen && projects.isEmpty();
    }
  }

  /// What looking ended in.
  sealed interface Look {
    /// @param administrators where they were asked for and the server could tell
    record Seen(HeldRoles roles, Optional<Administrators> administrators) implements Look {}

    record Blind(Failure failure) implements Look {}
  }

  static Look look(FtrackClient client, Collection<Pair> pairs) {
    return switch (Found.by(client, queries(pairs))) {
      case Found.Nothing(Failure failure) -> new Look.Blind(failure);
      case Found.Rows rows -> new Look.Seen(new HeldRoles(pairs, rows.all()), Optional.empty());
    };
  }

  /// The same, and who administers the server, in one call.
  static Look look(FtrackClient client, Collection<Pair> pairs, Access access) {
    List<String> queries = new ArrayList<>(queries(pairs));
    queries.add(Administrators.query(access));
    return switch (Found.by(client, queries)) {
      case Found.Nothing(Failure failure)
          when failure.cause().advice() == Cause.Advice.ONE_CHANGE ->
          look(client, pairs);
      case Found.Nothing(Failure failure) -> new Look.Blind(failure);
      case Found.Rows(List<List<Row>> found) ->
          new Look.Seen(
              new HeldRoles(
                  pairs,
                  found.subList(0, found.size() - 1).stream().flatMap(List::stream).toList()),
              Optional.of(Administrators.of(found.getLast(), access)));
    };
  }

  private static List<String> queries(Collection<Pair> pairs) {
    Set<String> users = new TreeSet<>();
    Set<String> roles = new TreeSet<>();
    for (Pair pair : pairs) {
      users.add(pair.user());
      roles.add(pair.role());
    }
    String select = QueryText.select(RoleReader.HELD, "UserSecurityRole") + " where ";
    List<String> queries = new ArrayList<>();
    for (String inUsers : QueryText.in("user_id", users, MOST)) {
      for (String inRoles : QueryText.in("security_role_id", roles, MOST)) {
        queries.add(select + inUsers + " and " + inRoles);
      }
    }
    return queries;
  }

  Optional<Held> held(Pair pair) {
    return Optional.ofNullable(held.get(pair));
  }

  private void add(Row row) {
    Pair pair = new Pair(row.text("user_id").orElse(""), row.text("security_role_id").orElse(""));
    Set<String> projects = new HashSet<>();
    row.several("user_security_role_projects")
        .forEach(project -> project.text("project_id").ifPresent(projects::add));
    Held one = new Held(row.flag("is_all_open_projects"), projects);
    held.merge(pair, one, HeldRoles::both);
  }

  private static Held both(Held one, Held other) {
    Set<String> projects = new HashSet<>(one.projects());
    projects.addAll(other.projects());
    return new Held(one.onAllOpen() || other.onAllOpen(), projects);
  }
}
