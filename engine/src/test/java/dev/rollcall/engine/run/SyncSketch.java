// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.RoleRule;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A sync from people to accounts, put together by a test: `uid`, `cn`, `mail` and `title` of
/// everybody whose status is 'active'; leavers are disabled at once.
final class SyncSketch {
  private final Map<String, AttributeMapping> attributes = new LinkedHashMap<>();
  private final Map<Kind, Condition> permissions = new EnumMap<>(Kind.class);
  private final Map<Kind, Condition> closing = new EnumMap<>(Kind.class);
  private final Set<Kind> allowed = EnumSet.allOf(Kind.class);
  private Optional<Condition> where = Optional.of(condition("status == 'active'"));
  private List<String> match = List.of("uid");
  private Optional<String> anchorIn = Optional.empty();
  private boolean relink;
  private Policy.Returners returners = Policy.Returners.ALWAYS;
  private Optional<Integer> disableAfter = Optional.of(0);
  private Optional<Integer> deleteAfter = Optional.empty();
  private Policy.Unmanaged unmanaged = Policy.Unmanaged.LEAVE;
  private Limit limit = Limit.LEAVERS;
  private String definition = "as sketched";
  private Optional<Groups.Depth> groups = Optional.empty();
  private boolean exclusive;
  private Limit membersLimit = new Limit(100, 0);
  private boolean deletesGroups;
  private final List<RoleRule> rules = new ArrayList<>();

  SyncSketch() {
    maps("uid", "username");
    maps("cn", "full_name");
    maps("mail", "email");
    maps("title", "title");
  }

  SyncSketch maps(String attribute, String text) {
    return maps(attribute, text, AttributeRule.ALWAYS);
  }

  SyncSketch maps(String attribute, String text, AttributeRule rule) {
    Content content = new Content.Computed(expression(text));
    return with(new AttributeMapping(attribute, content, rule, Optional.empty()));
  }

  SyncSketch with(AttributeMapping mapping) {
    attributes.put(mapping.attribute(), mapping);
    return this;
  }

  SyncSketch where(String text) {
    where = Optional.of(condition(text));
    return this;
  }

  SyncSketch match(String... names) {
    match = List.of(names);
    return this;
  }

  /// The account keeps the person's anchor in this attribute.
  SyncSketch anchorIn(String attribute) {
    anchorIn = Optional.of(attribute);
    return maps(attribute, "id");
  }

  SyncSketch relinking() {
    relink = true;
    return this;
  }

  SyncSketch without(Kind kind) {
    allowed.remove(kind);
    return this;
  }

  SyncSketch onlyIf(Kind kind, String text) {
    permissions.put(kind, condition(text));
    return this;
  }

  SyncSketch closesOnlyIf(Kind kind, String text) {
    closing.put(kind, condition(text));
    return this;
  }

  SyncSketch returners(Policy.Returners which) {
    returners = which;
    return this;
  }

  SyncSketch disablesAfter(int days) {
    disableAfter = Optional.of(days);
    return this;
  }

  SyncSketch neverDisables() {
    disableAfter = Optional.empty();
    return this;
  }

  SyncSketch deletesAfter(int days) {
    deleteAfter = Optional.of(days);
    return this;
  }

  SyncSketch treatsUnmanagedAsLeavers() {
    unmanaged = Policy.Unmanaged.TREAT_AS_LEAVERS;
    return this;
  }

  SyncSketch limit(double percent, long atLeast) {
    limit = new Limit(percent, atLeast);
    return this;
  }

  /// Groups follow too: `cn` is their name.
  SyncSketch groups(Groups.Depth depth) {
    groups = Optional.of(depth);
    return this;
  }

  /// Members that are nobody's in the source are let out.
  SyncSketch exclusive() {
    exclusive = true;
    return this;
  }

  SyncSketch rule(String group, String role, RoleRule.Projects projects, boolean only) {
    rules.add(new RoleRule(group, Optional.of(role), projects, only));
    return this;
  }

  SyncSketch team(String group, RoleRule.Projects projects) {
    rules.add(new RoleRule(group, Optional.empty(), projects, false));
    return this;
  }

  /// The group itself is in the team.
  SyncSketch teamOfGroup(String group, RoleRule.Projects projects, boolean only) {
    rules.add(new RoleRule(group, Optional.empty(), projects, only, RoleRule.Holder.GROUP));
    return this;
  }

  SyncSketch withoutRules() {
    rules.clear();
    return this;
  }

  SyncSketch membersLimit(double percent, long atLeast) {
    membersLimit = new Limit(percent, atLeast);
    return this;
  }

  /// Groups that are gone in the source are deleted.
  SyncSketch deletesGroups() {
    deletesGroups = true;
    return this;
  }

  private Groups groups(Groups.Depth depth, Limit members) {
    Content name = new Content.Computed(expression("username"));
    Mapping mapping =
        new Mapping(
            "hr",
            expression("id"),
            Optional.empty(),
            List.of(new AttributeMapping("cn", name, AttributeRule.ALWAYS, Optional.empty())),
            Optional.empty(),
            Map.of());
    Policy policy =
        new Policy(
            EnumSet.allOf(Kind.class),
            Map.of(),
            Policy.Returners.ALWAYS,
            Optional.empty(),
            deletesGroups ? Optional.of(0) : Optional.empty(),
            Policy.Unmanaged.LEAVE);
    return new Groups(
        mapping,
        List.of("cn"),
        Optional.empty(),
        policy,
        depth,
        exclusive,
        List.copyOf(rules),
        members);
  }

  SyncSketch definition(String text) {
    definition = text;
    return this;
  }

  Sync sync() {
    Mapping mapping =
        new Mapping(
            "hr",
            expression("id"),
            where,
            List.copyOf(attributes.values()),
            Optional.empty(),
            permissions);
    Policy policy = new Policy(allowed, closing, returners, disableAfter, deleteAfter, unmanaged);
    Sync sync =
        new Sync(
            "people",
            "hr",
            "directory",
            mapping,
            match,
            anchorIn,
            relink,
            policy,
            limit,
            definition);
    return groups.map(depth -> sync.with(groups(depth, membersLimit))).orElse(sync);
  }

  static Expression expression(String text) {
    return switch (Expressions.value(text, Names.open())) {
      case Compilation.Compiled<Expression>(Expression result) -> result;
      case Compilation.Rejected<Expression> rejected ->
          throw new IllegalArgumentException(rejected.toString());
    };
  }

  static Condition condition(String text) {
    return switch (Expressions.condition(text, Names.open())) {
      case Compilation.Compiled<Condition>(Condition result) -> result;
      case Compilation.Rejected<Condition> rejected ->
          throw new IllegalArgumentException(rejected.toString());
    };
  }
}
