// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MistakesTest {
  @TempDir private Path directory;

  @Test
  void tellsEveryMistakeAtOnceInTheOrderOfTheFile() {
    String said =
        new Desk(directory)
            .said(
                """
                systems:
                  hr:
                    type: sql
                    url: postgres://db/hr
                    pasword: hunter2
                    username: ${env:HR_USER}
                  directory:
                    type: ldap
                    url: ldaps://ldap.example.com
                    bind_dn: rollcall
                    page_size: many
                syncs:
                  hr-to-directory:
                    from: hr
                    to: directry
                    users:
                      read: select id, username, email from users
                      where: status == 'active'
                      match: [uid, mial]
                      attributes:
                        uid: usrname
                        mail: email.lowerAsci()
                      returners: sometimes
                    groups: { by: departmnt, at: ou=g, gone: burn }
                limits:
                  removals: 7
                """);

    assertEquals(
        """
        error CONFIG-VALUE: rollcall.yaml:4:10: systems.hr.url takes a JDBC address
          why: one begins with 'jdbc:' and the kind of database
          fix: write jdbc:postgresql://HOST/DATABASE, jdbc:mariadb://HOST/DATABASE or jdbc:sqlite:FILE
        error CONFIG-KEY-UNKNOWN: rollcall.yaml:5:5: unknown key 'pasword' in systems.hr
          why: an sql system has the keys type, url, username, password, properties
          fix: write 'password'
        error CONFIG-ENV-UNSET: rollcall.yaml:6:15: the environment variable 'HR_USER' is not set
          why: ${env:HR_USER} takes the value from it
          fix: set it where Rollcall is started, or correct the name
        error CONFIG-KEY-MISSING: rollcall.yaml:7:3: systems.directory has no 'bind_password'
          why: 'rollcall' cannot sign in without, and LDAP_BIND_PASSWORD, which stands in where there is one ldap system, is not set
          fix: add 'bind_password: ${env:NAME}', or set LDAP_BIND_PASSWORD
        error CONFIG-VALUE: rollcall.yaml:10:14: systems.directory.bind_dn takes a DN like ou=users,dc=example,dc=com
          why: here is 'rollcall'
          fix: write a DN like ou=users,dc=example,dc=com
        error CONFIG-VALUE: rollcall.yaml:11:16: systems.directory.page_size takes a whole number from 1 to 100000
          why: here is 'many'
          fix: write a whole number from 1 to 100000
        error CONFIG-SYSTEM-UNKNOWN: rollcall.yaml:15:9: syncs.hr-to-directory.to names a system that is not there: 'directry'
          why: under 'systems' there are hr, directory
          fix: write 'directory'
        error CONFIG-KEY-MISSING: rollcall.yaml:16:5: syncs.hr-to-directory.users has no 'anchor'
          why: nothing in an sql system tells by itself which value of a person never changes
          fix: add 'anchor:' with the column of the person's number
        error CONFIG-EXPRESSION: rollcall.yaml:18:14: syncs.hr-to-directory.users.where: unknown name status
          why: the expression is 'status == 'active''; the names are email, id, username
          fix: correct it; see docs/reference/expressions.md
        error CONFIG-NOT-MAPPED: rollcall.yaml:19:20: syncs.hr-to-directory.users.match: 'mial' is not among the attributes
          why: accounts are found by mapped attributes; mapped are uid, mail
          fix: write 'mail'
        error CONFIG-EXPRESSION: rollcall.yaml:21:14: syncs.hr-to-directory.users.attributes.uid: unknown name usrname
          why: the expression is 'usrname'; the names are email, id, username
          fix: write username
        error CONFIG-EXPRESSION: rollcall.yaml:22:21: syncs.hr-to-directory.users.attributes.mail: unknown function lowerAsci()
          why: the expression is 'email.lowerAsci()'
          fix: write lowerAscii()
        error CONFIG-VALUE: rollcall.yaml:23:18: syncs.hr-to-directory.users.returners cannot be 'sometimes'
          why: it is one of: if rollcall disabled them, always, never
          fix: write one of them
        error CONFIG-EXPRESSION: rollcall.yaml:24:19: syncs.hr-to-directory.groups.by: unknown name departmnt
          why: the expression is 'departmnt'; the names are email, id, username
          fix: correct it; see docs/reference/expressions.md
        error CONFIG-VALUE: rollcall.yaml:24:46: syncs.hr-to-directory.groups.gone cannot be 'burn'
          why: it is one of: leave, delete
          fix: write one of them
        error CONFIG-KEY-RENAMED: rollcall.yaml:26:3: there is no key 'removals' in limits
          why: it is called 'leavers' here
          fix: write 'leavers'\
        """,
        said);
  }
}
