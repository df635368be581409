// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import static dev.rollcall.app.config.keys.Key.needed;
import static dev.rollcall.app.config.keys.Key.optional;

import dev.rollcall.connectors.ldap.PasswordPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of the syncs.
final class SyncKeys {
  static final Shape EXPRESSION = new Shape.Text(Syntax.EXPRESSION);
  static final Shape LITERALS = new Shape.Texts(Syntax.TEXT, false);
  private static final Shape LITERALS_OR_ONE = new Shape.Texts(Syntax.TEXT, true);
  private static final Shape LETTERS = new Shape.Texts(Syntax.LETTERS, true);
  private static final Shape CONTENT =
      new Shape.Either(Optional.of(EXPRESSION), Optional.of(LITERALS), Optional.empty());

  private SyncKeys() {}

  static Table sync() {
    return Table.of(
            "a sync",
            needed("from", Syntax.SYSTEM, "The system that is read as truth."),
            needed("to", Syntax.SYSTEM, "The system that is changed."),
            needed("users", new Shape.Group(users()), "Who gets which account."),
            optional(
                "limits",
                new Shape.Group(TopKeys.limits()),
                "the limits at the top",
                "Limits of this sync."),
            optional("groups", new Shape.Group(GroupKeys.groups()), "Groups and who is in them."),
            optional(
                "roles",
                new Shape.Rows(GroupKeys.role()),
                "To an ftrack system: who holds which role on which projects, by groups."))
        .former(Map.of("source", "from", "target", "to"));
  }

  private static Table users() {
    return Table.of(
            "users",
            optional(
                "read",
                Syntax.SELECT,
                "From an sql system, needed there: a SELECT. Its result columns are the names that"
                    + " expressions use."),
            optional(
                "base",
                new Shape.Texts(Syntax.DN, true),
                "From an ldap system, needed there: below which DN, or DNs, people are."),
            optional(
                "filter",
                Syntax.FILTER,
                "From an ldap system, needed there: which entries are people."),
            aliases("people"),
            optional(
                "searches",
                new Shape.Rows(search()),
                "From an ldap system, instead of `base`, `filter` and `aliases`: several of them."
                    + " An entry that two searches find is one person."),
            optional(
                "anchor",
                EXPRESSION,
                "`unique_id` from an ldap system: `entryUUID`, `nsUniqueId` or `objectGUID` by its"
                    + " kind; `id` from an ftrack system; needed from any other",
                "The id of a person in the source that never changes."),
            optional(
                "where",
                Syntax.CONDITION,
                "`!disabled` from an ldap system, `active` from an ftrack system, otherwise"
                    + " everybody",
                "Who shall have an account. Somebody for whom it is false is a leaver."),
            needed(
                "match",
                new Shape.Texts(Syntax.ATTRIBUTE, true),
                "The attributes by which an account is found that was not linked yet, the best"
                    + " first. Each is mapped under `attributes`."),
            optional(
                "at",
                new Shape.Either(
                    Optional.of(new Shape.Text(Syntax.DN)),
                    Optional.empty(),
                    Optional.of(new Shape.Group(at()))),
                "To an ldap system or an LDIF file, needed there: the DN below which accounts are;"
                    + " new ones are put right there. Or, to an ldap system, the keys below, for a"
                    + " place of each person."),
            optional(
                "key",
                Syntax.ATTRIBUTE,
                "To a file system, needed there: the column that names an account, in LDIF the"
                    + " attribute of its RDN; mapped under `attributes`."),
            optional(
                "rdn",
                Syntax.ATTRIBUTE,
                "To an ldap system, needed there: the attribute that names an account; mapped under"
                    + " `attributes`."),
            optional(
                "accounts_filter",
                Syntax.FILTER,
                "all that have the `rdn` attribute",
                "To an ldap system: which entries below `at` are accounts."),
            optional(
                "disable_by",
                new Shape.Either(
                    Optional.of(new Shape.Choice(List.of("pwdAccountLockedTime", "nsAccountLock"))),
                    Optional.empty(),
                    Optional.of(new Shape.Group(disableBy()))),
                "as the kind of server does it",
                "To an ldap system: how an account is closed."),
            optional(
                "new_accounts",
                new Shape.Choice(List.of("enabled", "disabled")),
                "`enabled`; in Active Directory without `initial_password`, `disabled`",
                "To an ldap system: how accounts begin. Active Directory takes no open account"
                    + " without a password."),
            optional(
                "initial_password",
                new Shape.Group(initialPassword()),
                "To an ldap system: the password that a new account gets, once. It is never"
                    + " compared, and no plan, journal, log or backup has it."),
            optional(
                "anchor_in",
                Syntax.ATTRIBUTE,
                "An attribute of the account in which the person's anchor is kept, so that accounts"
                    + " are found again even when Rollcall's state is lost. Mapped by itself."),
            needed(
                "attributes",
                new Shape.Named(
                    "ATTRIBUTE",
                    Syntax.ATTRIBUTE,
                    new Shape.Either(
                        Optional.of(EXPRESSION),
                        Optional.of(LITERALS),
                        Optional.of(new Shape.Group(attribute())))),
                "What an account holds: for each attribute an expression, a list of fixed values,"
                    + " or the keys below. A number, `true` or `false` without quotes is a fixed"
                    + " value."),
            optional(
                "label",
                EXPRESSION,
                "`displayName`, `full_name`, `cn` or `name`, whichever is mapped",
                "What a person is called in plans."),
            optional("leavers", new Shape.Group(leavers()), "What becomes of accounts of leavers."),
            optional(
                "returners",
                new Shape.Choice(List.of("if rollcall disabled them", "always", "never")),
                "`if rollcall disabled them`",
                "Whose closed account is opened when the person is back."),
            optional(
                "unmanaged",
                new Shape.Choice(List.of("leave", "treat as leavers")),
                "`leave`",
                "What becomes of accounts that belong to nobody in the source and that Rollcall"
                    + " never linked."),
            optional(
                "relink",
                Syntax.FLAG,
                "`false`",
                "Whether `match` may take over the account of somebody who is gone."),
            optional(
                "changed",
                Syntax.ATTRIBUTE,
                "The column (`updated_at`) or attribute (`modifyTimestamp`) that says when somebody"
                    + " was changed last, for `run --changes`."),
            optional(
                "overlap",
                Syntax.DURATION,
                "`5m`",
                "How far `run --changes` reaches back before the last one, for transactions that"
                    + " were committed late."),
            optional(
                "changes", new Shape.Group(changes()), "Which kinds of change may be made at all."))
        .former(
            Map.of(
                "search_base", "base",
                "search_filter", "filter",
                "attribute_mapping", "attributes",
                "mapping", "attributes",
                "query", "read",
                "sql", "read"));
  }

  private static Table search() {
    return Table.of(
        "searches",
        needed(
            "base", new Shape.Texts(Syntax.DN, true), "Below which DN, or DNs, these people are."),
        needed("filter", Syntax.FILTER, "Which entries there are people."),
        aliases("people"));
  }

  /// @param whom what a search is for
  static Key aliases(String whom) {
    return optional(
        "aliases",
        new Shape.Choice(List.of("ignore", "follow")),
        "`ignore`",
        "From an ldap system: what becomes of aliases below `base`. With `follow` the %s that they"
                .formatted(whom)
            + " lead to are found too, each once and under its own DN.");
  }

  private static Table at() {
    return Table.of(
        "at",
        needed("below", Syntax.DN, "The DN below which all accounts are."),
        needed(
            "ou",
            new Shape.Texts(Syntax.EXPRESSION, true),
            "An expression that gives the organisational unit of a person, or a list of them, the"
                + " outermost first. A unit without a value is left out. Values are escaped. Who"
                + " gets another unit is moved."),
        optional(
            "parents",
            new Shape.Choice(List.of("must exist", "create")),
            "`must exist`",
            "Units that are missing: with `create` they are made before the accounts, and the plan"
                + " names them. They are never removed."));
  }

  private static Table disableBy() {
    return Table.of(
        "disable_by",
        optional("attribute", Syntax.ATTRIBUTE, "The attribute that tells: `loginShell`."),
        optional(
            "value", Syntax.TEXT, "What it holds when the account is closed: `/sbin/nologin`."),
        optional(
            "open",
            LITERALS_OR_ONE,
            "the attribute is removed",
            "What it gets when the account is opened again: `/bin/bash`."),
        optional("move_to", Syntax.DN, "Instead: the DN below which closed accounts are moved."),
        optional(
            "lock",
            Syntax.FLAG,
            "`true` in Active Directory, otherwise `false`",
            "With `move_to`: whether they are also closed as the kind of server does it."));
  }

  private static Table initialPassword() {
    return Table.of(
        "initial_password",
        optional(
            "file",
            Syntax.PATH,
            "Where generated passwords go: a line of JSON for each account is added to this file,"
                + " which only its owner may read (0600)."),
        optional(
            "command",
            new Shape.Texts(Syntax.TEXT, true),
            "Instead of `file`: a program and its arguments. It is started for each account and"
                + " reads the line from its standard input."),
        optional(
            "hash",
            Syntax.ATTRIBUTE,
            "Instead of both: the column or attribute of the source that holds a hash the"
                + " directory takes over (`{SSHA512}...`, `{ARGON2}...`). Not for Active"
                + " Directory."),
        optional(
            "length",
            new Shape.Whole(PasswordPolicy.SHORTEST, PasswordPolicy.LONGEST),
            "`20`",
            "How long a generated password is."),
        optional(
            "letters",
            LETTERS,
            "all four",
            "Which letters it has, at least one of each: `lower`, `upper`, `digit`, `symbol`."),
        optional(
            "must_change",
            Syntax.FLAG,
            "`false`",
            "Whether the person has to choose another one at the first sign-in (Active Directory,"
                + " OpenLDAP with ppolicy)."),
        optional(
            "scheme",
            new Shape.Choice(List.of("plain", "ssha", "ssha512", "modify password")),
            "`ssha`; for 389 Directory Server, which hashes by itself, `plain`",
            "How a generated password is sent. Active Directory always gets it over TLS, in the"
                + " form it wants. `modify password`: by the extended operation of RFC 3062 right"
                + " after the account is made, over TLS only; the server hashes it and applies its"
                + " policy."),
        optional(
            "attribute",
            Syntax.ATTRIBUTE,
            "`userPassword`; in Active Directory `unicodePwd`",
            "What takes the password."));
  }

  static Table attribute() {
    return Table.of(
        "an attribute",
        optional(
            "value",
            CONTENT,
            "An expression, or a list of fixed values. This, `account_of`, `file` or `url` is"
                + " needed."),
        optional(
            "account_of",
            EXPRESSION,
            "Instead, to an ldap system: the DN of another person's account, such as the manager's."
                + " The expression gives the person's `anchor`; from an ldap system, their DN there"
                + " will do. Absent where that person shall have no account."),
        optional(
            "file",
            Syntax.EXPRESSION,
            "Instead: the name of a file whose content it is, in base64; for pictures."),
        optional(
            "below",
            Syntax.PATH,
            "With `file`, needed there: the directory below which the file has to be, also when"
                + " symbolic links are followed. At most 16 MiB are read."),
        optional(
            "url",
            Syntax.EXPRESSION,
            "Instead: the address of a file whose content it is, in base64; for pictures."),
        optional(
            "from",
            new Shape.Texts(Syntax.ADDRESS, true),
            "With `url`, needed there: what addresses begin with. Each is `https://`, a host, and a"
                + " path that ends in `/`. No other address is asked, and no redirect followed."),
        optional(
            "rule",
            new Shape.Choice(List.of("always", "on create", "if empty", "merge")),
            "`always`; of `objectClass`, `merge`",
            "`always`: the account follows the source, absence included. `on create`: set once."
                + " `if empty`: set where there is nothing. `merge`: values are added, never taken"
                + " away."),
        optional("default", CONTENT, "Where `value` gives nothing."));
  }

  private static Table leavers() {
    return Table.of(
        "leavers",
        optional("disable", Syntax.DISABLE, "`at once`", "When the account is closed."),
        optional(
            "delete",
            Syntax.DELETE,
            "`never`",
            "When the account is removed for good, by days missing."));
  }

  private static Table changes() {
    return Table.of(
        "changes",
        change("create", "`true`", "New accounts. A condition sees the source."),
        change("rename", "`true`", "Accounts get another name. A condition sees the source."),
        change("update", "`true`", "Attributes change. A condition sees the source."),
        change("enable", "`true`", "Closed accounts are opened. A condition sees the source."),
        change(
            "disable",
            "`true`",
            "Accounts are closed. A condition sees the mapped attributes of the account."),
        change(
            "delete",
            "`true` where `leavers.delete` is not `never`",
            "Accounts are removed. A condition sees the mapped attributes of the account."));
  }

  private static Key change(String name, String standard, String meaning) {
    return optional(name, Syntax.CONDITION, standard, meaning);
  }
}
