// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The groups, roles and teams of a [Studio]: made by hand, changed by the target, looked at.
final class Crew {
  static final AccountRequest GROUPS = new AccountRequest(List.of("name"), Optional.empty());
  private static final Reason REASON = new Reason(Why.MOVER, "the test says so");

  private final Studio studio;

  Crew(Studio studio) {
    this.studio = studio;
  }

  /// Makes a group by hand.
  String group(String name, String... members) {
    return group(name, false, members);
  }

  String group(String name, boolean local, String... members) {
    String id = UUID.randomUUID().toString();
    TreeMap<String, JsonNode> values = new TreeMap<>();
    values.put("name", JsonNodeFactory.instance.stringNode(name));
    values.put("local", JsonNodeFactory.instance.booleanNode(local));
    studio.hand(new Operation.Create("Group", id, values));
    Stream.of(members).forEach(member -> letIn(id, member));
    return id;
  }

  void letIn(String group, String user) {
    create("Membership", Map.of("group_id", group, "user_id", user));
  }

  void putInside(String group, String parent) {
    studio.hand(new Operation.Update("Group", List.of(group), texts(Map.of("parent_id", parent))));
  }

  String project(String name, boolean isPrivate) {
    String schema =
        studio
            .hand(new Operation.Query("select id from ProjectSchema"))
            .rows(0)
            .getFirst()
            .path("id")
            .asString();
    SortedMap<String, JsonNode> values =
        texts(Map.of("name", name, "full_name", "The " + name, "project_schema_id", schema));
    values.put("is_private", JsonNodeFactory.instance.booleanNode(isPrivate));
    String id = UUID.randomUUID().toString();
    studio.hand(new Operation.Create("Project", id, values));
    return id;
  }

  String create(String entityType, Map<String, String> values) {
    String id = UUID.randomUUID().toString();
    studio.hand(new Operation.Create(entityType, id, texts(values)));
    return id;
  }

  void role(Operation.Role.Step step, String user, Role role, Optional<String> project) {
    studio.hand(new Operation.Role(step, user, role.id(), project));
  }

  Role role(String name) throws ReadFailed {
    return studio.target.roles().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Project project(String id) throws ReadFailed {
    return studio.target.projects().stream()
        .filter(project -> project.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// The groups by name, with the ids of who is in them.
  Map<String, Set<String>> groups() throws ReadFailed {
    Map<String, Set<String>> groups = new TreeMap<>();
    studio.target.readGroups(
        GROUPS, (group, members) -> groups.put(group.key().value(), new TreeSet<>(members)));
    return groups;
  }

  Account find(String name) throws ReadFailed {
    List<Account> found = new ArrayList<>();
    studio.target.readGroups(
        GROUPS,
        (group, _) -> {
          if (group.key().value().equals(name)) {
            found.add(group);
          }
        });
    return found.getFirst();
  }

  CompleteRead readGroups(Map<String, List<String>> into) throws ReadFailed {
    return studio.target.readGroups(
        GROUPS, (group, members) -> into.put(group.anchor().value(), members));
  }

  Set<String> holders(Grant grant) throws ReadFailed {
    Set<String> holders = new TreeSet<>();
    studio.target.readGrants(Set.of(grant), (_, user) -> holders.add(user));
    return holders;
  }

  /// How many entities of a type there are.
  long count(String entityType) {
    Success found = studio.hand(new Operation.Query("select id from " + entityType));
    return found.rows(0).size();
  }

  static Change create(String name) {
    return new Change.Create(
        new Subject(Sort.GROUP, new AccountKey(name), Optional.empty(), Optional.empty(), name),
        new Attributes(new TreeMap<>(Map.of("name", List.of(name)))),
        REASON);
  }

  static Change rename(Account group, String to) {
    return new Change.Rename(
        subject(group),
        new AccountKey(to),
        List.of(new Edit("name", List.of(group.key().value()), List.of(to))),
        REASON);
  }

  static Change delete(Account group) {
    return new Change.Delete(subject(group), REASON);
  }

  static Subject subject(Account group) {
    return subject(group.key().value(), group.anchor().value());
  }

  static Subject subject(String name, String id) {
    return new Subject(
        Sort.GROUP, new AccountKey(name), Optional.of(new Anchor(id)), Optional.empty(), name);
  }

  static Change members(String name, String group, List<Member> in, List<Member> out) {
    return new Change.Members(subject(name, group), in, out, 0, REASON);
  }

  static Change grants(Grant grant, List<Member> in, List<Member> out) {
    return new Change.Members(
        new Subject(
            grant.sort(),
            new AccountKey(grant.sort() + " " + grant.anchor()),
            Optional.of(grant.anchor()),
            Optional.empty(),
            ""),
        in,
        out,
        0,
        REASON);
  }

  static Member user(String login, String id) {
    return new Member(
        Sort.USER, new AccountKey(login), Optional.of(new Anchor(id)), Optional.empty());
  }

  static Member inner(String name, String id) {
    return new Member(
        Sort.GROUP, new AccountKey(name), Optional.of(new Anchor(id)), Optional.empty());
  }

  static Outcome one(List<Outcome> outcomes) {
    return outcomes.getFirst();
  }

  private static SortedMap<String, JsonNode> texts(Map<String, String> values) {
    TreeMap<String, JsonNode> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(name, JsonNodeFactory.instance.stringNode(value)));
    return texts;
  }
}
