// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The active users that administer a server, and how many of them can go.
final class Administrators {
  private final int stay;
  private final Map<String, Set<String>> rolesByUser = new HashMap<>();
  private final Set<String> roles = new HashSet<>();

  private Administrators(int stay) {
    this.stay = stay;
  }

  /// Asks for everybody who holds a role that is called so; whether `like` looks at letter case is
  /// not documented.
  static String query(Access access) {
    String columns =
        "id, user_id, security_role_id, is_all_open_projects, security_role.name, user.is_active";
    return Stream.concat(
            Stream.of("%admin%", "%Admin%").map(name -> "like " + QueryText.quoted(name)),
            access.administratorRoles().stream().map(name -> "like " + QueryText.quoted(name)))
        .map(condition -> "security_role.name " + condition)
        .collect(
            Collectors.joining(" or ", "select " + columns + " from UserSecurityRole where ", ""));
  }

  static Administrators of(List<Row> rows, Access access) {
    Administrators administrators = new Administrators(access.administrators());
    for (Row row : rows) {
      Optional<String> name = row.one("security_role").flatMap(role -> role.text("name"));
      if (name.filter(access::administers).isPresent()) {
        administrators.add(row);
      }
    }
    return administrators;
  }

  private void add(Row row) {
    String role = row.text("security_role_id").orElse("");
    roles.add(role);
    boolean active = row.one("user").map(Row::active).orElse(false);
    if (active && row.flag("is_all_open_projects")) {
      rolesByUser.computeIfAbsent(row.text("user_id").orElse(""), _ -> new HashSet<>()).add(role);
    }
  }

  boolean administers(String role) {
    return roles.contains(role);
  }

  /// Lets somebody go who is closed or removed.
  ///
  /// @return false where too few would stay
  boolean goes(String user) {
    if (!rolesByUser.containsKey(user)) {
      return true;
    }
    if (rolesByUser.size() <= stay) {
      return false;
    }
    rolesByUser.remove(user);
    return true;
  }

  /// Lets somebody go from a role on all open projects.
  ///
  /// @return false where too few would stay
  boolean loses(String user, String role) {
    Set<String> held = rolesByUser.getOrDefault(user, Set.of());
    if (!held.contains(role)) {
      return true;
    }
    if (held.size() > 1) {
      return held.remove(role);
    }
    return goes(user);
  }

  int stay() {
    return stay;
  }
}
