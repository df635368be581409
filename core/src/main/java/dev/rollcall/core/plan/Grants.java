// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Truth;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the rules of a sync come to with the roles and projects that there are. Pure.
///
/// @param wanted what is to be granted, and to whom
/// @param problems rules that name what is not there
public record Grants(Map<Grant, Wanted> wanted, List<Problem> problems) {
  /// @param people whose people hold it
  /// @param groups who hold it themselves
  public record Wanted(Holders people, Holders groups) {
    public static final Wanted NOBODY = new Wanted(Holders.NONE, Holders.NONE);

    private Wanted and(RoleRule rule) {
      return switch (rule.holder()) {
        case PEOPLE -> new Wanted(people.and(rule), groups);
        case GROUP -> new Wanted(people, groups.and(rule));
      };
    }
  }

  /// @param names of groups
  /// @param exclusive whether no others may hold it
  public record Holders(List<String> names, boolean exclusive) {
    private static final Holders NONE = new Holders(List.of(), false);

    private Holders and(RoleRule rule) {
      List<String> all = new ArrayList<>(names);
      all.add(rule.group());
      return new Holders(List.copyOf(all), exclusive || rule.exclusive());
    }
  }

  public static Grants of(
      String target, List<RoleRule> rules, List<Role> roles, List<Project> projects) {
    Map<Grant, Wanted> wanted = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    for (RoleRule rule : rules) {
      Optional<Role> role =
          rule.role()
              .flatMap(name ->
                  roles.stream().filter(each -> each.name().equalsIgnoreCase(name)).findFirst());
      if (rule.role().isPresent() && role.isEmpty()) {
        problems.add(noRole(target, rule, roles));
        continue;
      }
      for (Grant grant : grants(target, rule, role, projects, problems)) {
        wanted.put(grant, wanted.getOrDefault(grant, Wanted.NOBODY).and(rule));
      }
    }
    return new Grants(wanted, problems);
  }

  private static List<Grant> grants(
      String target,
      RoleRule rule,
      Optional<Role> role,
      List<Project> projects,
      List<Problem> problems) {
    return switch (rule.projects()) {
      case RoleRule.Projects.AllOpen _ ->
          role.map(it -> List.of(Grant.onAllOpen(it)))
              .orElseGet(() -> projects.stream().filter(Project::open).map(Grant::team).toList());
      case RoleRule.Projects.Named(List<String> names) -> {
        List<Grant> grants = new ArrayList<>();
        for (String name : names) {
          projects.stream()
              .filter(project -> isCalled(project, name))
              .findFirst()
              .ifPresentOrElse(
                  project -> grants.add(grant(role, project)),
                  () -> problems.add(noProject(target, rule, name)));
        }
        yield grants;
      }
      case RoleRule.Projects.Matching(Condition condition) ->
          projects.stream()
              .filter(
                  project -> condition.test(name -> values(project, name)) instanceof Truth.True)
              .map(project -> grant(role, project))
              .toList();
    };
  }

  private static boolean isCalled(Project project, String name) {
    return project.name().equalsIgnoreCase(name) || project.fullName().equalsIgnoreCase(name);
  }

  private static Grant grant(Optional<Role> role, Project project) {
    return role.map(it -> Grant.on(it, project)).orElseGet(() -> Grant.team(project));
  }

  private static List<String> values(Project project, String name) {
    return switch (name) {
      case "name" -> List.of(project.name());
      case "full_name" -> List.of(project.fullName());
      case "open" -> List.of(Boolean.toString(project.open()));
      case "private" -> List.of(Boolean.toString(project.hidden()));
      default -> List.of();
    };
  }

  /// How people call grants.
  ///
  /// @param roles names by id
  /// @param projects names by id
  public record Names(Map<String, String> roles, Map<String, String> projects) {
    public static Names of(List<Role> roles, List<Project> projects) {
      return new Names(
          roles.stream().collect(Collectors.toMap(Role::id, Role::name, (_, last) -> last)),
          projects.stream()
              .collect(Collectors.toMap(Project::id, Project::name, (_, last) -> last)));
    }

    /// `Project manager on all open projects`, `team of bunny`.
    public AccountKey name(Grant grant) {
      String project =
          grant.project().map(id -> projects.getOrDefault(id, id)).orElse("all open projects");
      return new AccountKey(
          switch (grant.sort()) {
            case TEAM -> "team of " + project;
            case ROLE, USER, GROUP ->
                roles.getOrDefault(grant.role(), grant.role()) + " on " + project;
          });
    }
  }

  private static Problem noRole(String target, RoleRule rule, List<Role> roles) {
    return new Problem(
        "CONFIG-ROLE-UNKNOWN",
        Blame.CONFIGURATION,
        "'%s' has no role '%s', which the group '%s' shall have"
            .formatted(target, rule.role().orElse(""), rule.group()),
        "it has " + String.join(", ", roles.stream().map(Role::name).sorted().toList()),
        "name one of these under 'roles'");
  }

  private static Problem noProject(String target, RoleRule rule, String name) {
    return new Problem(
        "DATA-PROJECT-UNKNOWN",
        Blame.DATA,
        "'%s' has no project '%s', on which the group '%s' shall have a role"
            .formatted(target, name, rule.group()),
        "no project has that name or full name",
        "correct the name under 'roles', or make the project");
  }
}
