// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncsTest {
  private static final String SYSTEMS =
      """
      systems:
        hr: { type: sql, url: 'jdbc:sqlite:hr.db' }
        csv: { type: file, path: people.csv }
        one: { type: ldap, url: 'ldaps://one' }
        two: { type: ldap, url: 'ldaps://two' }
        studio: { type: ftrack, server: studio, user: u, api_key: '${env:K}' }
      syncs:
      """;

  private static final String FROM_SQL =
      """
        s:
          from: hr
          to: one
          users:
            read: select id, login as uid, mail from people
            anchor: id
            match: [uid]
            at: ou=users
            rdn: uid
            attributes: { uid: uid, mail: mail }
      """;

  @TempDir private Path directory;

  private String brief(String syncs) {
    return new Desk(directory, Map.of("K", "k")).brief(SYSTEMS + syncs);
  }

  private static String sync(String name, String from, String to) {
    return "  %s: { from: %s, to: %s, users: { base: o=x, filter: (uid=*), at: o=x, rdn: uid, match: uid, attributes: { uid: uid } } }\n"
        .formatted(name, from, to);
  }

  @Test
  void hasNothingToSayOfWhatIsRight() {
    assertEquals("", brief(FROM_SQL));
  }

  @Test
  void aFileHasAKeyInsteadOfAPlace() {
    String toFile =
        FROM_SQL
            .replace("to: one", "to: csv")
            .replace("      at: ou=users\n", "")
            .replace("rdn: uid", "key: uid");

    assertEquals("", brief(toFile));
    assertEquals(
        "11:5 CONFIG-KEY-MISSING syncs.s.users has no 'key'",
        brief(toFile.replace("      key: uid\n", "")));
    assertEquals(
        "15:7 CONFIG-KEY-MISPLACED syncs.s.users.rdn has no use here",
        brief(toFile.replace("key: uid", "rdn: uid\n      key: uid")));
    assertEquals(
        "15:7 CONFIG-KEY-MISPLACED syncs.s.users.at has no use here",
        brief(toFile.replace("key: uid", "at: o=x\n      key: uid")));
  }

  @Test
  void severalSearchesStandForOne() {
    String several =
        sync("s", "one", "two")
            .replace(
                "base: o=x, filter: (uid=*),",
                "searches: [{ base: o=x, filter: (uid=*) }, { base: [o=y, o=z], filter: (cn=*)"
                    + " }],");

    assertEquals("", brief(several));
    assertEquals(
        "8:37 CONFIG-KEY-MISPLACED syncs.s.users.filter has no use here",
        brief(several.replace("users: {", "users: { filter: (uid=*),")));
    assertEquals(
        "8:48 CONFIG-KEY-MISSING syncs.s.users.searches[1] has no 'filter'",
        brief(several.replace("{ base: o=x, filter: (uid=*) }", "{ base: o=x }")));
  }

  @Test
  void anAttributeMayNameThePersonWhoseAccountItHolds() {
    String named = FROM_SQL.replace("mail: mail }", "manager: { account_of: mail } }");

    assertEquals("", brief(named));
    assertEquals(
        "17:42 CONFIG-KEY-MISPLACED syncs.s.users.attributes.manager.account_of has no use here",
        brief(named.replace("[uid]", "[manager]")));
    assertEquals(
        "17:60 CONFIG-KEY-MISPLACED syncs.s.users.attributes.manager.default has no use here",
        brief(named.replace("account_of: mail", "account_of: mail, default: [x]")));
    assertEquals(
        "16:42 CONFIG-KEY-MISPLACED syncs.s.users.attributes.manager.account_of has no use here",
        brief(
            named
                .replace("to: one", "to: csv")
                .replace("      at: ou=users\n", "")
                .replace("rdn: uid", "key: uid")));
  }

  @Test
  void aliasesAreFollowedWhereASearchSaysSo() {
    String following =
        sync("s", "one", "two").replace("filter: (uid=*),", "filter: (uid=*), aliases: follow,");

    assertEquals("", brief(following));
    assertEquals(
        "8:74 CONFIG-VALUE syncs.s.users.aliases cannot be 'always'",
        brief(following.replace("aliases: follow", "aliases: always")));
    assertEquals(
        "8:37 CONFIG-KEY-MISPLACED syncs.s.users.changed has no use here",
        brief(following.replace("users: {", "users: { changed: modifyTimestamp,")));
    assertEquals(
        "8:81 CONFIG-KEY-MISPLACED syncs.s.users.aliases has no use here",
        brief(
            following
                .replace("users: {", "users: { searches: [{ base: o=x, filter: (uid=*) }],")
                .replace(" base: o=x, filter: (uid=*), aliases", " aliases")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: hr | from: hrr | 9:11 CONFIG-SYSTEM-UNKNOWN syncs.s.from names a system that is not"
            + " there: 'hrr'",
        "from: hr | from: studio | 12:7 CONFIG-KEY-MISPLACED syncs.s.users.read has no use here",
        "to: one | to: hr | 10:9 CONFIG-DIRECTION syncs.s.to cannot be 'hr': an sql system is"
            + " never a target",
        "'      anchor: id\\n' | '' | 11:5 CONFIG-KEY-MISSING syncs.s.users has no 'anchor'",
        "'      at: ou=users\\n' | '' | 11:5 CONFIG-KEY-MISSING syncs.s.users has no 'at'",
        "'      rdn: uid\\n' | '' | 11:5 CONFIG-KEY-MISSING syncs.s.users has no 'rdn'",
        "rdn: uid | rdn: cn | 16:12 CONFIG-NOT-MAPPED syncs.s.users.rdn: 'cn' is not among the"
            + " attributes",
        "[uid] | [uid, cn] | 14:20 CONFIG-NOT-MAPPED syncs.s.users.match: 'cn' is not among the"
            + " attributes",
        "[uid] | [] | 14:14 CONFIG-VALUE syncs.s.users.match takes the name of an attribute or"
            + " column, or a list of them",
        "anchor: id | anchor: number | 13:15 CONFIG-EXPRESSION syncs.s.users.anchor: unknown name"
            + " number",
        "anchor: id | anchor_in: mail, | 11:5 CONFIG-KEY-MISSING syncs.s.users has no 'anchor'",
        "rdn: uid | rdn: uid\\n"
            + "      anchor_in: mail | 17:18 CONFIG-ANCHOR-IN syncs.s.users.anchor_in names 'mail',"
            + " which holds something else",
        "rdn: uid | rdn: uid\\n"
            + "      changed: updated | 17:16 CONFIG-VALUE syncs.s.users.changed is not a column"
            + " that 'read' gives",
        "rdn: uid | rdn: uid\\n"
            + "      overlap: 5m | 17:7 CONFIG-KEY-MISPLACED syncs.s.users.overlap has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      filter: (uid=*) | 17:7 CONFIG-KEY-MISPLACED syncs.s.users.filter has no use"
            + " here",
        "rdn: uid | rdn: uid\\n"
            + "      accounts_filter: uid=* | 17:24 CONFIG-VALUE syncs.s.users.accounts_filter"
            + " takes an LDAP filter like (objectClass=inetOrgPerson)",
        "rdn: uid | rdn: uid\\n"
            + "      disable_by: lock | 17:19 CONFIG-VALUE syncs.s.users.disable_by cannot be"
            + " 'lock'",
        "rdn: uid | rdn: uid\\n"
            + "      disable_by: { value: x } | 17:7 CONFIG-KEY-MISSING syncs.s.users.disable_by"
            + " has no 'attribute'",
        "rdn: uid | rdn: uid\\n"
            + "      disable_by: { move_to: o=x, open: x } | 17:35 CONFIG-KEY-MISPLACED"
            + " syncs.s.users.disable_by.open has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      disable_by: { attribute: a, value: x, lock: true } | 17:45"
            + " CONFIG-KEY-MISPLACED syncs.s.users.disable_by.lock has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      initial_password: { length: 12 } | 17:7 CONFIG-KEY-MISSING"
            + " syncs.s.users.initial_password has no 'file'",
        "rdn: uid | rdn: uid\\n"
            + "      initial_password: { file: x, hash: y } | 17:36 CONFIG-KEY-MISPLACED"
            + " syncs.s.users.initial_password.hash has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      initial_password: { hash: y, length: 9 } | 17:36 CONFIG-KEY-MISPLACED"
            + " syncs.s.users.initial_password.length has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      initial_password: { file: x, scheme: modify password, attribute: y } | 17:61"
            + " CONFIG-KEY-MISPLACED syncs.s.users.initial_password.attribute has no use here",
        "rdn: uid | rdn: uid\\n"
            + "      initial_password: { file: x, letters: [lower, greek] } | 17:53 CONFIG-VALUE"
            + " syncs.s.users.initial_password.letters takes one of: lower, upper, digit, symbol",
        "rdn: uid | rdn: uid\\n"
            + "      disable_by: { move_to: x } | 17:30 CONFIG-VALUE"
            + " syncs.s.users.disable_by.move_to takes a DN like ou=users,dc=example,dc=com",
        "rdn: uid | rdn: uid\\n"
            + "      leavers: { disable: tomorrow } | 17:27 CONFIG-VALUE"
            + " syncs.s.users.leavers.disable takes 'at once', 'after N days' or 'never'",
        "rdn: uid | rdn: uid\\n"
            + "      leavers: { disable: after 9 days, delete: after 8 days } | 17:49 CONFIG-VALUE"
            + " syncs.s.users.leavers.delete comes before the account is disabled",
        "rdn: uid | rdn: uid\\n"
            + "      changes: { disable: login == '' } | 17:27 CONFIG-EXPRESSION"
            + " syncs.s.users.changes.disable: unknown name login",
        "rdn: uid | rdn: uid\\n"
            + "      relink: 1 | 17:15 CONFIG-VALUE syncs.s.users.relink takes true or false",
        "rdn: uid | rdn: uid\\n"
            + "      where: mail | 17:14 CONFIG-EXPRESSION syncs.s.users.where: must be true or"
            + " false, this is text",
        "rdn: uid | rdn: uid\\n      label: | 17:7 CONFIG-VALUE syncs.s.users.label has no value",
        "mail: mail | mail: [] | 17:37 CONFIG-VALUE syncs.s.users.attributes.mail takes a list,"
            + " each a text on one line",
        "mail: mail | mail: [[a]] | 17:38 CONFIG-VALUE syncs.s.users.attributes.mail takes a text"
            + " on one line",
        "mail: mail | mail: { value: mail, rule: never } | 17:58 CONFIG-VALUE"
            + " syncs.s.users.attributes.mail.rule cannot be 'never'",
        "mail: mail | UID: mail | 17:31 CONFIG-KEY-TWICE the attribute 'UID' is here a second time",
        "'  s:' | '  s:\\n"
            + "    roles: [{ group: a, role: b }]' | 9:5 CONFIG-KEY-MISPLACED syncs.s.roles has no"
            + " use here",
        "'  s:' | '  s:\\n"
            + "    limits: { leavers: 101% }' | 9:24 CONFIG-VALUE syncs.s.limits.leavers is more"
            + " than 100 %",
        "'  s:' | '  s s:' | 8:3 CONFIG-NAME 's s' cannot be a name in syncs",
      })
  void saysWhatIsWrongAndWhere(String right, String wrong, String said) {
    String yaml = FROM_SQL.replace(right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));

    assertEquals(said, brief(yaml));
  }

  @Test
  void refusesSyncsThatWaitForEachOther() {
    String said = brief(sync("a", "one", "two") + sync("b", "two", "one"));

    assertEquals("8:3 CONFIG-CYCLE these syncs wait for each other: a, b", said);
  }

  @Test
  void refusesASyncOfASystemWithItself() {
    String said = brief(sync("a", "one", "one"));

    assertEquals("8:23 CONFIG-DIRECTION syncs.a.to is the system that is read", said);
  }

  @Test
  void asksForTheNameOfFtrackAccounts() {
    String said =
        brief(
            "  s: { from: csv, to: studio, users: { anchor: id, match: email, attributes: {"
                + " email: mail } } }\n");

    assertEquals(
        "8:66 CONFIG-NOT-MAPPED syncs.s.users.attributes: 'username' is not among the attributes",
        said);
  }

  @Test
  void leavesDirectoryKeysToDirectories() {
    String said =
        brief(
            "  s: { from: csv, to: studio, users: { at: o=x, anchor: id, match: username,"
                + " changed: c, attributes: { username: mail } } }\n");

    assertEquals(
        """
        8:40 CONFIG-KEY-MISPLACED syncs.s.users.at has no use here
        8:78 CONFIG-KEY-MISPLACED syncs.s.users.changed has no use here\
        """,
        said);
  }

  @Test
  void acceptsTheFlagOfADirectoryAndAnyAttribute() {
    String yaml =
        sync("a", "one", "two")
            .replace("rdn: uid", "rdn: uid, where: '!disabled && title == \"x\"'");

    assertEquals("", brief(yaml));
  }

  @Test
  void placesMistakesInsideBlocks() {
    String yaml =
        FROM_SQL.replace(
            "{ uid: uid, mail: mail }",
            "\n"
                + "        uid: uid\n"
                + "        mail: |\n"
                + "          default(\n"
                + "            mial,\n"
                + "            '')");

    assertEquals(
        "21:13 CONFIG-EXPRESSION syncs.s.users.attributes.mail: unknown name mial", brief(yaml));
  }
}
