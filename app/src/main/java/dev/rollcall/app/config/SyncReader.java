// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.Nearest;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Condition;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.plan.Policy;
import dev.rollcall.core.plan.RoleRule;
import dev.rollcall.engine.run.Groups;
import dev.rollcall.engine.run.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads one sync.
final class SyncReader {
  private static final Set<String> SOURCES = Set.of("sql", "ldap", "file", "ftrack");
  private static final Set<String> TARGETS = Set.of("ldap", "ftrack", "file");

  private final Section section;
  private final Section users;
  private final Systems systems;
  private final Standards limits;
  private final SourceReader source;
  private final TargetReader target;
  private final Formulas formulas;
  private final AttributesReader attributes;
  private final GroupsReader.Ends ends;

  /// What is known of the systems.
  ///
  /// @param types of all, also of those with mistakes
  /// @param good those without mistakes
  record Systems(Map<String, String> types, Map<String, SystemConfig> good) {}

  /// The limits that hold where the sync has none.
  record Standards(Limit leavers, Limit memberships) {}

  SyncReader(Section section, Systems systems, Standards limits) {
    this.section = section;
    this.users = section.section("users");
    this.systems = systems;
    this.limits = limits;
    this.source = new SourceReader(users, name("from"), type("from", SOURCES, "a source"));
    this.target = new TargetReader(users, name("to"), type("to", TARGETS, "a target"));
    this.ends =
        new GroupsReader.Ends(
            name("from"),
            systems.types.getOrDefault(name("from"), ""),
            name("to"),
            systems.types.getOrDefault(name("to"), ""));
    this.formulas = new Formulas(section.context(), source.names());
    this.attributes = new AttributesReader(users, formulas);
  }

  Optional<ConfiguredSync> read(String name) {
    differ();
    source.check();
    target.check();
    Optional<Mapping> mapping = mapping();
    PolicyReader policy = new PolicyReader(users, formulas, accountNames());
    Policy allowed = policy.read();
    List<String> match = match();
    naming();
    Limit limit = Limits.leavers(section.section("limits")).orElse(limits.leavers);
    Optional<Grouped> grouped = groups();
    Optional<SystemConfig> from = Optional.ofNullable(systems.good.get(name("from")));
    Optional<SystemConfig> to = Optional.ofNullable(systems.good.get(name("to")));
    Optional<SourceSpec> sourceSpec = from.flatMap(source::spec);
    Optional<TargetSpec> targetSpec = to.flatMap(target::spec);
    if (mapping.isEmpty()
        || sourceSpec.isEmpty()
        || targetSpec.isEmpty()
        || (grouped.isEmpty() && section.has("groups"))) {
      return Optional.empty();
    }
    Sync sync =
        new Sync(
            name,
            name("from"),
            name("to"),
            permitted(mapping.get(), policy),
            match,
            users.text("anchor_in").map(this::spelled),
            users.flag("relink"),
            allowed,
            limit,
            Definition.of(name, section.fields(), from.orElseThrow(), to.orElseThrow(), limit));
    return Optional.of(
        new ConfiguredSync(
            grouped.map(it -> sync.with(it.groups)).orElse(sync),
            sourceSpec.get(),
            targetSpec.get(),
            grouped.map(Grouped::spec)));
  }

  private record Grouped(Groups groups, GroupSpec spec) {}

  private Optional<Grouped> groups() {
    List<RoleRule> roles = new RolesReader(section).read(ends.target());
    if (ends.target().equals("file")) {
      section.misplaced("groups", "'%s' is a file, and files hold people".formatted(ends.to()));
      return Optional.empty();
    }
    if (!section.has("groups")) {
      return Optional.empty();
    }
    GroupsReader reader = new GroupsReader(section.section("groups"), ends, formulas);
    reader.check();
    Limit taken = Limits.memberships(section.section("limits")).orElse(limits.memberships);
    Optional<Groups> read = reader.read(roles, taken);
    Optional<GroupSpec> spec = reader.spec(anchor(), where());
    return read.flatMap(groups -> spec.map(it -> new Grouped(groups, it)));
  }

  private String name(String key) {
    return section.text(key).orElse("");
  }

  private String type(String key, Set<String> fit, String role) {
    String name = name(key);
    String type = systems.types.getOrDefault(name, "");
    if (!name.isEmpty() && !systems.types.containsKey(name)) {
      section.problem(
          key,
          "CONFIG-SYSTEM-UNKNOWN",
          "names a system that is not there: '%s'".formatted(name),
          "under 'systems' there are " + String.join(", ", systems.types.keySet()),
          Nearest.to(name, systems.types.keySet())
              .map(it -> "write '" + it + "'")
              .orElse("add it under 'systems', or name one of these"));
    } else if (!type.isEmpty() && !fit.contains(type)) {
      section.problem(
          key,
          "CONFIG-DIRECTION",
          "cannot be '%s': %s system is never %s".formatted(name, SourceReader.article(type), role),
          "%s can be: %s".formatted(role, String.join(", ", fit.stream().sorted().toList())),
          "name a system of such a type");
      return "";
    }
    return type;
  }

  private void differ() {
    if (!name("from").isEmpty() && name("from").equals(name("to"))) {
      section.problem(
          "to",
          "CONFIG-DIRECTION",
          "is the system that is read",
          "'%s' is both 'from' and 'to'".formatted(name("to")),
          "name another system");
    }
  }

  private Optional<Mapping> mapping() {
    Optional<Expression> anchor = anchor();
    Optional<Condition> where = where();
    Optional<Expression> label =
        users.scalar("label").flatMap(it -> formulas.value(it, users.path() + ".label"));
    List<AttributeMapping> mapped = attributes.read();
    named(mapped);
    Optional<String> kept = users.text("anchor_in");
    return anchor.map(id ->
        new Mapping(
            name("from"),
            id,
            where,
            target.placed(
                kept.map(in -> attributes.withAnchor(mapped, in, id)).orElse(mapped), formulas),
            label,
            Map.of()));
  }

  private void named(List<AttributeMapping> mapped) {
    if (!ends.target().equals("ldap")) {
      attributes.withoutNames(
          mapped, _ -> true, "'%s' is no ldap system, and has no DNs".formatted(ends.to()));
      return;
    }
    List<String> found = new ArrayList<>(users.texts("match"));
    users.text("anchor_in").ifPresent(found::add);
    target.naming().ifPresent(found::add);
    attributes.withoutNames(
        mapped,
        name -> found.stream().anyMatch(name::equalsIgnoreCase),
        "accounts are found by it, before it is known who has which");
  }

  private static Mapping permitted(Mapping mapping, PolicyReader policy) {
    return new Mapping(
        mapping.source(),
        mapping.anchor(),
        mapping.where(),
        mapping.attributes(),
        mapping.label(),
        policy.permissions());
  }

  private Optional<Expression> anchor() {
    Optional<Scalar> given = users.scalar("anchor").filter(it -> !it.absent());
    if (given.isPresent()) {
      return formulas.value(given.get(), users.path() + ".anchor");
    }
    return source.standardAnchor().map(text -> compiled(Expressions.value(text, source.names())));
  }

  private Optional<Condition> where() {
    Optional<Scalar> given = users.scalar("where").filter(it -> !it.absent());
    if (given.isPresent()) {
      return formulas.condition(given.get(), users.path() + ".where");
    }
    return source
        .standardWhere()
        .map(text -> compiled(Expressions.condition(text, source.names())));
  }

  private static <T> T compiled(Compilation<T> compilation) {
    return switch (compilation) {
      case Compilation.Compiled<T>(T result) -> result;
      case Compilation.Rejected<T> rejected ->
          throw new IllegalStateException("a standard does not compile: " + rejected);
    };
  }

  private List<String> match() {
    String path = users.path() + ".match";
    String because = "accounts are found by mapped attributes";
    return users.scalars("match").stream()
        .flatMap(it -> attributes.mapped(it.text(), it.at(), path, because).stream())
        .distinct()
        .toList();
  }

  private void naming() {
    boolean rdn = users.has("rdn");
    target
        .naming()
        .ifPresent(name ->
            attributes.mapped(
                name,
                rdn
                    ? users.scalar("rdn").map(Scalar::at).orElse(users.at())
                    : users.at("attributes"),
                users.path() + (rdn ? ".rdn" : ".attributes"),
                "it names the account"));
  }

  private List<String> accountNames() {
    return Stream.concat(attributes.names().stream(), users.text("anchor_in").stream()).toList();
  }

  private String spelled(String attribute) {
    return attributes.names().stream()
        .filter(attribute::equalsIgnoreCase)
        .findFirst()
        .orElse(attribute);
  }
}
