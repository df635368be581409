// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.ftrack.FtrackSource;
import dev.rollcall.connectors.ldap.GroupKind;
import dev.rollcall.connectors.ldap.LdapGroupAccounts;
import dev.rollcall.connectors.ldap.LdapGroups;
import dev.rollcall.connectors.ldap.LdapSource;
import dev.rollcall.connectors.sql.SqlGroups;
import dev.rollcall.core.connector.ValueGroups;
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
import dev.rollcall.engine.run.Groups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads what a sync does with groups and roles.
final class GroupsReader {
  private static final List<String> LDAP_SOURCE = List.of("base", "filter", "aliases");
  private static final List<String> SQL_SOURCE = List.of("read", "members_read", "nested_read");
  private static final List<String> LDAP_TARGET =
      List.of("at", "rdn", "kind", "groups_filter", "placeholder");
  private static final String ALL_GROUPS =
      "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)"
          + "(objectClass=group)(objectClass=groupOfURLs))";

  private final Section groups;
  private final Ends ends;
  private final Formulas formulas;
  private final Formulas ofPeople;

  /// The two systems of the sync.
  ///
  /// @param source the type of the one that is read, empty where it is not known
  /// @param target the type of the other
  record Ends(String from, String source, String to, String target) {}

  GroupsReader(Section groups, Ends ends, Formulas ofPeople) {
    this.groups = groups;
    this.ends = ends;
    this.ofPeople = ofPeople;
    this.formulas = new Formulas(groups.context(), names());
  }

  private boolean byValue() {
    return groups.has("by");
  }

  private Names names() {
    if (byValue()) {
      return Names.of(List.of(ValueGroups.NAME));
    }
    return ends.source.equals("sql")
        ? groups.text("read").flatMap(SelectList::names).map(Names::of).orElseGet(Names::open)
        : Names.open();
  }

  /// What is wrong between the types of the systems and the keys.
  void check() {
    if (byValue()) {
      String why = "'by' makes the groups of what people have";
      LDAP_SOURCE.forEach(key -> groups.misplaced(key, why));
      SQL_SOURCE.forEach(key -> groups.misplaced(key, why));
    } else {
      source();
    }
    if (ends.target.equals("ldap")) {
      groups.missing(
          "at",
          "'%s' is an ldap system, and groups in one need 'at'".formatted(ends.to),
          "add 'at:' with the DN below which groups are");
    } else if (!ends.target.isEmpty()) {
      String why = "'%s' is no ldap system; it is for groups in one".formatted(ends.to);
      LDAP_TARGET.forEach(key -> groups.misplaced(key, why));
    }
  }

  private void source() {
    switch (ends.source) {
      case "ldap" -> {
        groups.missing(
            "base",
            "'%s' is an ldap system, and groups from one need 'base'".formatted(ends.from),
            "add 'base:' with the DN below which groups are, or 'by:'");
        SQL_SOURCE.forEach(key -> groups.misplaced(key, "'" + ends.from + "' is an ldap system"));
      }
      case "sql" -> {
        for (String key : List.of("read", "members_read", "anchor")) {
          groups.missing(
              key,
              "'%s' is an sql system, and groups from one need '%s'".formatted(ends.from, key),
              "add '%s:', or 'by:' with a column of people".formatted(key));
        }
        LDAP_SOURCE.forEach(key -> groups.misplaced(key, "'" + ends.from + "' is an sql system"));
      }
      case "ftrack" -> {
        String why = "'" + ends.from + "' is an ftrack system";
        LDAP_SOURCE.forEach(key -> groups.misplaced(key, why));
        SQL_SOURCE.forEach(key -> groups.misplaced(key, why));
      }
      case "" -> {}
      default ->
          groups.missing(
              "by",
              "'%s' has people only; groups can be made of what they have".formatted(ends.from),
              "add 'by:' with a column of people");
    }
  }

  /// What groups are read from and kept in.
  ///
  /// @param anchor the anchor of people
  /// @param where which people have accounts
  Optional<GroupSpec> spec(Optional<Expression> anchor, Optional<Condition> where) {
    String member =
        groups.text("member").or(() -> anchor.map(it -> it.inputs().iterator().next())).orElse("");
    return from(member, where).map(from -> new GroupSpec(from, accounts()));
  }

  private Optional<GroupSpec.From> from(String member, Optional<Condition> where) {
    if (byValue()) {
      return groups
          .scalar("by")
          .flatMap(it -> ofPeople.value(it, groups.path() + ".by"))
          .map(by -> new GroupSpec.From.Values(by, where, member));
    }
    return switch (ends.source) {
      case "ldap" -> {
        String filter = groups.text("filter").map(String::strip).orElse(ALL_GROUPS);
        yield Optional.of(
            new GroupSpec.From.Ldap(
                new LdapGroups(groups.texts("base"), filter, Aliases.of(groups))));
      }
      case "sql" ->
          groups
              .text("read")
              .flatMap(read ->
                  groups
                      .text("members_read")
                      .flatMap(pairs ->
                          id().map(id ->
                              new GroupSpec.From.Sql(
                                  new SqlGroups(
                                      read, id, pairs, groups.text("nested_read"), member)))));
      case "ftrack" -> Optional.of(new GroupSpec.From.Ftrack());
      default -> Optional.empty();
    };
  }

  /// The column of a group's id.
  private Optional<String> id() {
    return anchor().map(it -> it.inputs().iterator().next());
  }

  private Optional<LdapGroupAccounts> accounts() {
    return groups
        .text("at")
        .map(at ->
            new LdapGroupAccounts(
                at,
                naming(),
                kind(),
                groups.text("groups_filter").map(String::strip),
                groups.text("placeholder")));
  }

  private GroupKind kind() {
    String word = groups.text("kind").orElse("groupOfNames");
    return Arrays.stream(GroupKind.values())
        .filter(kind -> kind.objectClass().equals(word))
        .findFirst()
        .orElse(GroupKind.GROUP_OF_NAMES);
  }

  private String naming() {
    return ends.target.equals("ldap") ? groups.text("rdn").orElse("cn") : "name";
  }

  private Optional<Expression> anchor() {
    if (byValue()) {
      return expression("anchor", ValueGroups.NAME);
    }
    return expression(
        "anchor",
        switch (ends.source) {
          case "sql" -> "";
          case "ftrack" -> FtrackSource.UNIQUE_ID;
          default -> LdapSource.UNIQUE_ID;
        });
  }

  private Optional<Expression> expression(String key, String standard) {
    Optional<Scalar> given = groups.scalar(key).filter(it -> !it.absent());
    if (given.isPresent()) {
      return formulas.value(given.get(), groups.path() + "." + key);
    }
    return standard.isEmpty() ? Optional.empty() : Optional.of(compiled(standard));
  }

  private Expression compiled(String text) {
    return switch (Expressions.value(text, Names.open())) {
      case Compilation.Compiled<Expression>(Expression result) -> result;
      case Compilation.Rejected<Expression> rejected ->
          throw new IllegalStateException("a standard does not compile: " + rejected);
    };
  }

  /// How groups follow.
  Optional<Groups> read(List<RoleRule> roles, Limit taken) {
    Optional<Expression> name =
        expression("names", ends.source.equals("ldap") && !byValue() ? "cn" : ValueGroups.NAME);
    List<AttributeMapping> attributes = new ArrayList<>();
    name.ifPresent(it ->
        attributes.add(
            new AttributeMapping(
                naming(), new Content.Computed(it), AttributeRule.ALWAYS, Optional.empty())));
    AttributesReader reader = new AttributesReader(groups, formulas);
    attributes.addAll(reader.read());
    reader.withoutNames(attributes, _ -> true, "it is for accounts, and this is a group");
    Optional<Condition> where =
        groups
            .scalar("where")
            .filter(it -> !it.absent())
            .flatMap(it -> formulas.condition(it, groups.path() + ".where"));
    List<String> match = groups.texts("match");
    return anchor()
        .map(id ->
            new Groups(
                new Mapping(ends.from, id, where, attributes, Optional.empty(), Map.of()),
                match.isEmpty() ? List.of(naming()) : match,
                Optional.empty(),
                policy(),
                depth(),
                groups.text("others").orElse("").equals("remove"),
                roles,
                taken));
  }

  private Groups.Depth depth() {
    return switch (groups.text("members").orElse("")) {
      case "nested" -> Groups.Depth.NESTED;
      case "tree" -> Groups.Depth.TREE;
      default -> Groups.Depth.DIRECT;
    };
  }

  private Policy policy() {
    Set<Kind> allowed =
        EnumSet.of(Kind.CREATE_GROUP, Kind.RENAME_GROUP, Kind.UPDATE_GROUP, Kind.DELETE_GROUP);
    Section changes = groups.section("changes");
    allowed.removeIf(kind -> !changes.flag(kind.word().replace("_group", ""), true));
    boolean deletes = groups.text("gone").orElse("").equals("delete");
    return new Policy(
        allowed,
        Map.of(),
        Policy.Returners.ALWAYS,
        Optional.empty(),
        deletes ? Optional.of(0) : Optional.empty(),
        Policy.Unmanaged.LEAVE);
  }
}
