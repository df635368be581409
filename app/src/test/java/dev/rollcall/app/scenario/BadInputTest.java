// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What somebody is told who got something wrong, and that nothing was written then.
class BadInputTest {
  private static final String RUN = "run --sync hr-to-directory";

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

  @RegisterExtension
  static final ServerExtension<SlapdServer> EXPIRED =
      Servers.slapd(options -> options.tls(ServerCertificate.EXPIRED));

  @RegisterExtension
  static final ServerExtension<SlapdServer> ELSEWHERE =
      Servers.slapd(options -> options.tls(ServerCertificate.WRONG_HOST));

  @TempDir private Path desk;
  private Company company;
  private Shell shell;

  @BeforeEach
  void found() {
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    shell = company.shell();
  }

  @AfterEach
  void close() {
    company.close();
  }

  private Ran types(String command) {
    return shell.run(command.split(" "));
  }

  private void assertNothingWasWritten() {
    assertEquals(List.of(), company.logins());
    company.configure(company.both());
    assertEquals("no run has written yet", types("history").expect(0).steady());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          url: ldaps://localhost:[0-9]+ | url: ldaps://localhost:1           | 5 | LDAP-UNREACHABLE
          url: ldaps://localhost:[0-9]+ | url: ldaps://nowhere.invalid       | 5 | LDAP-UNREACHABLE
          " +ca_file: .*"               | ""                                 | 3 | LDAP-TLS-UNTRUSTED
          at: ou=.*                     | at: ou=nowhere,dc=example,dc=com   | 3 | LDAP-NO-BASE
          at: ou=.*                     | at: nonsense                       | 3 | CONFIG-VALUE
          filter: .*                    | filter: (objectClass=inetOrgPerson | 3 | CONFIG-VALUE
          127.0.0.1:[0-9]+              | 127.0.0.1:1                        | 5 | SQL-UNREACHABLE
          /test[0-9]+                   | /nodb                              | 3 | SQL-NO-DATABASE
          from people                   | fro people                         | 3 | SQL-STATEMENT
          from people                   | from nobody                        | 3 | SQL-NO-TABLE
          select id,                    | select id, nosuch,                 | 3 | SQL-STATEMENT
          mail: email                   | mail: e_mail                       | 3 | CONFIG-EXPRESSION
          select .* from                | select id from                     | 3 | CONFIG-EXPRESSION
          mail: email                   | mailbox: email                     | 3 | LDAP-UNKNOWN-ATTRIBUTE
          systems:                      | sistems:                           | 3 | CONFIG-KEY-UNKNOWN
          "users:"                      | "users: ["                         | 3 | CONFIG-YAML
          """)
  void aMistakeInTheConfigurationIsTold(String right, String wrong, int exit, String code) {
    company.configure(company.both().replaceFirst(right, wrong));

    types(RUN).stopped(exit, code);

    assertNothingWasWritten();
  }

  @Test
  void aColumnThatTheQueryDoesNotGiveIsTold() {
    company.configure(
        company
            .both()
            .replace(PeopleTable.READ, "select * from people")
            .replace("mail: email", "mail: e_mail"));

    Ran ran = types(RUN).stopped(3, "SQL-NO-COLUMN");

    assertTrue(ran.err().contains("did you mean 'email'?"), ran.err());
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          LDAP_PASSWORD,  wrong,                      3, LDAP-BIND-REFUSED
          LDAP_PASSWORD,  '',                         3, CONFIG-SECRET-EMPTY
          LDAP_DN,        'cn=nobody,dc=example,dc=com', 3, LDAP-BIND-REFUSED
          HR_PASSWORD,    wrong,                      3, SQL-SIGN-IN
          HR_USER,        nobody,                     3, SQL-SIGN-IN
          """)
  void aWrongPasswordIsTold(String variable, String value, int exit, String code) {
    shell.with(variable, value);

    types(RUN).stopped(exit, code);

    company.signIn();
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          FTRACK_API_KEY, wrong,                3, FTRACK-CREDENTIALS
          FTRACK_SERVER,  http://127.0.0.1:1,   5, FTRACK-UNREACHABLE
          """)
  void whyFtrackCannotBeUsedIsTold(String variable, String value, int exit, String code) {
    shell.with(variable, value);

    types("run --sync directory-to-ftrack").stopped(exit, code);

    company.signIn();
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @EnumSource(
      value = ServerCertificate.class,
      names = {"EXPIRED", "WRONG_HOST"})
  void aCertificateThatDoesNotHoldIsTold(ServerCertificate kind) {
    boolean expired = kind == ServerCertificate.EXPIRED;
    SlapdServer server = (expired ? EXPIRED : ELSEWHERE).get();
    company.configure(
        company
            .both()
            .replace(SLAPD.get().ldapsUri(), server.ldapsUri())
            .replace(SLAPD.get().caFile().toString(), server.caFile().toString()));

    Ran ran = types(RUN);

    ran.stopped(expired ? 5 : 3, expired ? "LDAP-TLS-EXPIRED" : "LDAP-TLS-HOSTNAME");
    assertNothingWasWritten();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          last_name = null                     | LDAP-MUST-MISSING
          last_name = ''                       | LDAP-MUST-MISSING
          last_name = E'E\\u0007k'             | LDAP-CONTROL-CHARACTER
          username = E'anna\\nek'              | LDAP-CONTROL-CHARACTER
          username = null                      | DATA-NO-LOGIN
          username = 'bo.li'                   | DATA-LOGIN-TWICE
          """)
  void aRowThatCannotBecomeAnAccountIsToldAndTheRestGoesOn(String assignment, String code) {
    company.people().set(1, assignment);

    types(RUN).expect(0).told(code);

    assertEquals(
        code.equals("DATA-LOGIN-TWICE")
            ? List.of("cem.ay", "dana.cruz", "eva.fox")
            : List.of("bo.li", "cem.ay", "dana.cruz", "eva.fox"),
        company.logins());
  }

  @Test
  void aValueThatIsTooLongIsTold() {
    company.people().set(1, "last_name = repeat('x', 1500)");
    types(RUN).expect(0);

    types("run --sync directory-to-ftrack").expect(0).told("FTRACK-TOO-LONG");
  }

  @Test
  void twoRowsWithOneAnchorAreTold() {
    company.configure(
        company
            .both()
            .replace(PeopleTable.READ, PeopleTable.READ + " union all " + PeopleTable.READ));

    types(RUN).expect(0).told("DATA-ANCHOR-TWICE").told("DATA-LOGIN-TWICE");

    assertNothingWasWritten();
  }

  @Test
  void anAttributeThatNoClassAllowsIsToldAndEndsLikeAMistakeInTheConfiguration() {
    company.configure(company.both().replace("mail: email", "homeDirectory: email"));

    types(RUN).expect(3).told("LDAP-ATTRIBUTE-NOT-ALLOWED");

    assertNothingWasWritten();
  }

  @Test
  void anEmptySourceStopsTheRun() {
    types(RUN).expect(0);
    company.people().database().execute("delete from people");

    Ran ran = types(RUN).stopped(4, "GUARD-SOURCE-EMPTY");

    assertTrue(ran.out().endsWith("hr-to-directory: nothing was written\n\n"), ran.out());
    assertEquals(5, company.logins().size());
  }

  @Test
  void whatComesAfterASyncThatWasStoppedDoesNotRun() {
    company.people().database().execute("delete from people");

    Ran ran = types("run").stopped(4, "GUARD-SOURCE-EMPTY");

    assertTrue(
        ran.err()
            .endsWith(
                "directory-to-ftrack: not run, because 'directory' was not brought in line before"
                    + " it\n"),
        ran.err());
  }
}
