// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import static dev.rollcall.app.config.keys.Key.needed;
import static dev.rollcall.app.config.keys.Key.optional;

import java.util.List;
import java.util.Optional;

/// The keys of groups and roles.
final class GroupKeys {
  private GroupKeys() {}

  static Table groups() {
    return Table.of(
        "groups",
        optional(
            "base",
            new Shape.Texts(Syntax.DN, true),
            "From an ldap system: below which DN, or DNs, groups are."),
        optional(
            "filter",
            Syntax.FILTER,
            "`(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup)"
                + "(objectClass=group)(objectClass=groupOfURLs))`",
            "From an ldap system: which entries are groups."),
        SyncKeys.aliases("groups"),
        optional(
            "read",
            Syntax.SELECT,
            "From an sql system: a SELECT of the groups. Its columns are the names that expressions"
                + " use."),
        optional(
            "members_read",
            Syntax.SELECT,
            "From an sql system, needed with `read`: a SELECT of two columns, a group's id and what"
                + " the person has in `member`."),
        optional(
            "nested_read",
            Syntax.SELECT,
            "From an sql system, for `members: nested` and `tree`: a SELECT of two columns, a"
                + " group's id and the id of a group inside it."),
        optional(
            "by",
            SyncKeys.EXPRESSION,
            "Instead, from any system: an expression over people. There is a group for each value,"
                + " of those who have it: `department`. Its only name is `name`."),
        optional(
            "member",
            Syntax.ATTRIBUTE,
            "the column of `users.anchor`",
            "The column of people by which `members_read` or `by` tells them apart."),
        optional(
            "anchor",
            SyncKeys.EXPRESSION,
            "`unique_id` from an ldap system, `id` from an ftrack system, `name` with `by`; needed"
                + " with `read`",
            "The id of a group in the source that never changes."),
        optional("where", Syntax.CONDITION, "all of them", "Which groups shall be kept."),
        optional(
            "names",
            SyncKeys.EXPRESSION,
            "`cn` from an ldap system, otherwise `name`",
            "What a group is called in the target."),
        optional(
            "match",
            new Shape.Texts(Syntax.ATTRIBUTE, true),
            "its name",
            "The attributes by which a group is found that was not linked yet."),
        optional(
            "members",
            new Shape.Choice(List.of("direct", "nested", "tree")),
            "`direct`",
            "`direct`: the people in the group itself. `nested`: also those in groups inside it, at"
                + " any depth. `tree`: groups are inside groups in the target too."),
        optional(
            "others",
            new Shape.Choice(List.of("leave", "remove")),
            "`leave`",
            "What becomes of members of such a group that nobody in the source is."),
        optional(
            "gone",
            new Shape.Choice(List.of("leave", "delete")),
            "`leave`",
            "What becomes of a group whose source group is gone."),
        optional(
            "attributes",
            new Shape.Named(
                "ATTRIBUTE",
                Syntax.ATTRIBUTE,
                new Shape.Either(
                    Optional.of(SyncKeys.EXPRESSION),
                    Optional.of(SyncKeys.LITERALS),
                    Optional.of(new Shape.Group(SyncKeys.attribute())))),
            "What a group holds besides its name."),
        optional(
            "at",
            Syntax.DN,
            "To an ldap system, needed there: the DN below which groups are; new ones are put right"
                + " there."),
        optional(
            "rdn",
            Syntax.ATTRIBUTE,
            "`cn`",
            "To an ldap system: the attribute that names a group."),
        optional(
            "kind",
            new Shape.Choice(List.of("groupOfNames", "groupOfUniqueNames", "posixGroup", "group")),
            "`groupOfNames`",
            "To an ldap system: the object class of groups."),
        optional(
            "groups_filter",
            Syntax.FILTER,
            "those of `kind`",
            "To an ldap system: which entries below `at` are groups."),
        optional(
            "placeholder",
            Syntax.DN,
            "the group itself",
            "To an ldap system: who is in a group that may not be empty and has no member."),
        optional(
            "changes",
            new Shape.Group(changes()),
            "Which kinds of change of groups may be made at all."));
  }

  private static Table changes() {
    return Table.of(
        "changes of groups",
        optional("create", Syntax.FLAG, "`true`", "New groups."),
        optional("rename", Syntax.FLAG, "`true`", "Groups get another name."),
        optional("update", Syntax.FLAG, "`true`", "Attributes change."),
        optional("delete", Syntax.FLAG, "`true` where `gone` is `delete`", "Groups are removed."));
  }

  static Table role() {
    return Table.of(
        "a role",
        needed("group", Syntax.TEXT, "The group, by its name in the target."),
        optional("role", Syntax.TEXT, "The role that everybody in the group holds, at any depth."),
        optional(
            "team",
            Syntax.TEAM,
            "`false`",
            "Instead: everybody is in the team of the projects; with `group`, the group itself"
                + " is."),
        optional(
            "projects",
            new Shape.Either(
                Optional.of(new Shape.Choice(List.of("all open"))),
                Optional.of(new Shape.Texts(Syntax.TEXT, false)),
                Optional.of(new Shape.Group(projects()))),
            "`all open`",
            "On which projects: all open ones, a list of names, or those for which a condition is"
                + " true."),
        optional(
            "exclusive",
            Syntax.FLAG,
            "`false`",
            "Whether others lose the role, whoever gave it to them."));
  }

  private static Table projects() {
    return Table.of(
        "projects",
        needed(
            "where",
            Syntax.CONDITION,
            "A condition over `name`, `full_name`, `open` and `private` of a project."));
  }
}
