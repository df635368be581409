// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.GroupTarget;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.RoleTarget;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What everybody in a group of the target holds already: what rules could say. Roles that may
/// change everything are left out.
public final class SharedRoles {
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<String, Set<Grant>> held = new HashMap<>();

  private SharedRoles() {}

  /// @param project empty: all open ones
  public record Shared(String group, String role, Optional<String> project) {}

  /// @param groups the anchors of the groups in question
  public static <T extends GroupTarget & RoleTarget> List<Shared> of(
      T target, Collection<String> groups) throws ReadFailed {
    SharedRoles shared = new SharedRoles();
    target.readGroups(
        new AccountRequest(List.of(), Optional.empty()),
        (group, inside) -> {
          shared.names.put(group.anchor().value(), group.key().value());
          shared.members.put(group.anchor().value(), inside);
        });
    Map<Grant, Shared> words = grants(target);
    target.readGrants(
        words.keySet(),
        (grant, who) -> shared.held.computeIfAbsent(who, _ -> new HashSet<>()).add(grant));
    return shared.said(groups, words);
  }

  private static Map<Grant, Shared> grants(RoleTarget target) throws ReadFailed {
    List<Project> open = target.projects().stream().filter(Project::open).toList();
    Map<Grant, Shared> words = new HashMap<>();
    for (Role role : target.roles()) {
      if (!role.administers()) {
        words.put(Grant.onAllOpen(role), new Shared("", role.name(), Optional.empty()));
        for (Project project : open) {
          words.put(
              Grant.on(role, project), new Shared("", role.name(), Optional.of(project.name())));
        }
      }
    }
    return words;
  }

  private List<Shared> said(Collection<String> groups, Map<Grant, Shared> words) {
    List<Shared> said = new ArrayList<>();
    names.forEach((group, name) -> {
      if (groups.contains(group)) {
        Set<String> people = new HashSet<>();
        gather(group, people, new HashSet<>());
        common(people).stream()
            .map(words::get)
            .map(it -> new Shared(name, it.role(), it.project()))
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .forEach(said::add);
      }
    });
    return said;
  }

  private Set<Grant> common(Set<String> people) {
    Set<Grant> common = new HashSet<>();
    boolean first = true;
    for (String person : people) {
      Set<Grant> theirs = held.getOrDefault(person, Set.of());
      if (first) {
        common.addAll(theirs);
      } else {
        common.retainAll(theirs);
      }
      first = false;
    }
    return common;
  }

  private void gather(String group, Set<String> people, Set<String> seen) {
    if (seen.add(group)) {
      for (String inside : members.getOrDefault(group, List.of())) {
        if (members.containsKey(inside)) {
          gather(inside, people, seen);
        } else {
          people.add(inside);
        }
      }
    }
  }
}
