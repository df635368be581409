// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.model.Sort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// Reads roles, projects, and who holds which role on which project.
final class RoleReader {
  static final String EVIDENCE =
      "every page of roles that are held, and of project teams, began where the one before ended,"
          + " and the last one of each was reached";

  /// What a query tells of a role that a user holds.
  static final List<String> HELD =
      List.of(
          "id",
          "user_id",
          "security_role_id",
          "is_all_open_projects",
          "user_security_role_projects.project_id");

  /// So many ids stand in a condition; with more, everything is read.
  private static final int MOST = 100;

  private final FtrackClient client;
  private final FtrackSettings settings;

  RoleReader(FtrackClient client, FtrackSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /// Roles of the type PROJECT: those that are given to users. Others are of assigned tasks and of
  /// API keys.
  List<Role> roles() throws ReadFailed {
    List<Role> roles = new ArrayList<>();
    whole("SecurityRole", "roles", List.of("id", "name", "type"), Optional.empty())
        .read(row -> {
          if (row.text("type").orElse("").equalsIgnoreCase("PROJECT")) {
            roles.add(role(row));
          }
        });
    return List.copyOf(roles);
  }

  private Role role(Row row) {
    String name = row.text("name").orElse(row.id());
    return new Role(row.id(), name, settings.access().administers(name));
  }

  List<Project> projects() throws ReadFailed {
    List<Project> projects = new ArrayList<>();
    List<String> columns = List.of("id", "name", "full_name", "is_private", "status");
    whole("Project", "projects", columns, Optional.empty()).read(row -> projects.add(project(row)));
    return List.copyOf(projects);
  }

  private static Project project(Row row) {
    String name = row.text("name").orElse("");
    return new Project(
        row.id(),
        name,
        row.text("full_name").orElse(name),
        row.text("status").orElse("active").equalsIgnoreCase("active"),
        row.flag("is_private"));
  }

  /// Delivers who holds these, each once.
  ///
  /// @return how many were delivered
  long grants(Set<Grant> wanted, BiConsumer<Grant, String> each) throws ReadFailed {
    Delivery delivery = new Delivery(wanted::contains, each);
    Set<String> roles = new TreeSet<>();
    Set<String> teams = new TreeSet<>();
    for (Grant grant : wanted) {
      if (grant.sort() == Sort.TEAM) {
        grant.project().ifPresent(teams::add);
      } else {
        roles.add(grant.role());
      }
    }
    if (!roles.isEmpty()) {
      whole("UserSecurityRole", "roles of users", HELD, only("security_role_id", roles))
          .read(delivery::held);
    }
    if (!teams.isEmpty()) {
      String allocation = "type is \"allocation\"";
      Optional<String> condition =
          only("context_id", teams)
              .map(in -> allocation + " and " + in)
              .or(() -> Optional.of(allocation));
      List<String> columns = List.of("id", "context_id", "resource_id");
      whole("Appointment", "project teams", columns, condition).read(delivery::team);
    }
    return delivery.count;
  }

  /// Delivers every role that anybody holds, each once.
  void held(BiConsumer<Grant, String> each) throws ReadFailed {
    whole("UserSecurityRole", "roles of users", HELD, Optional.empty())
        .read(new Delivery(_ -> true, each)::held);
  }

  private static Optional<String> only(String column, Set<String> ids) {
    return ids.size() > MOST ? Optional.empty() : Optional.of(QueryText.in(column, ids));
  }

  private Pages whole(
      String entityType, String words, List<String> columns, Optional<String> condition) {
    return Pages.whole(client, settings, new What(entityType, words, columns, condition));
  }

  /// Passes on what is wanted, each once: nothing keeps a server from having two of the same.
  private static final class Delivery {
    private final Predicate<Grant> wanted;
    private final BiConsumer<Grant, String> each;
    private final Set<Held> delivered = new HashSet<>();
    private long count;

    private record Held(Grant grant, String user) {}

    Delivery(Predicate<Grant> wanted, BiConsumer<Grant, String> each) {
      this.wanted = wanted;
      this.each = each;
    }

    void held(Row row) {
      String role = row.text("security_role_id").orElse("");
      if (row.flag("is_all_open_projects")) {
        deliver(new Grant(Sort.ROLE, role, Optional.empty()), row.text("user_id"));
      }
      for (Row project : row.several("user_security_role_projects")) {
        deliver(new Grant(Sort.ROLE, role, project.text("project_id")), row.text("user_id"));
      }
    }

    void team(Row row) {
      deliver(new Grant(Sort.TEAM, "", row.text("context_id")), row.text("resource_id"));
    }

    private void deliver(Grant grant, Optional<String> user) {
      if (wanted.test(grant) && user.isPresent() && delivered.add(new Held(grant, user.get()))) {
        each.accept(grant, user.get());
        count++;
      }
    }
  }
}
