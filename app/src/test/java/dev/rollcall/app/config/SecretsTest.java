// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String CANARY = "c4n4ry";

  private static final String RIGHT =
      """
      systems:
        hr: { type: sql, url: 'jdbc:sqlite:hr.db', password: PASSWORD }
        directory: { type: ldap, url: ldaps://d, bind_dn: cn=x, bind_password: PASSWORD }
        studio: { type: ftrack, server: s, user: u, api_key: PASSWORD }
      syncs:
        s:
          from: hr
          to: directory
          users:
            read: select id, uid from people
            anchor: id
            match: [uid]
            at: ou=users
            rdn: uid
            attributes: { uid: uid }
      """;

  @TempDir private Path directory;

  private Desk desk() {
    return new Desk(directory, Map.of("CANARY", CANARY, "NULL", "null"));
  }

  private static Secret bindPassword(Configuration configuration) {
    SystemConfig.Ldap system =
        assertInstanceOf(SystemConfig.Ldap.class, configuration.systems().get("directory"));
    return assertInstanceOf(Sign.Simple.class, system.settings().sign()).password();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:CANARY} | c4n4ry",
        "${env:NULL} | null",
        "a${env:CANARY}b${env:CANARY} | ac4n4rybc4n4ry",
        "$${env:CANARY} | ${env:CANARY}",
        "$$x{} | $$x{}",
        "${file:secret} | c4n4ry ",
        "${file:DIR/secret} | c4n4ry ",
      })
  void comeFromVariablesAndFiles(String written, String read) {
    desk().file("secret", CANARY + " \n");
    String value = "\"" + written.replace("DIR", directory.toString()) + "\"";

    Configuration configuration = desk().load(RIGHT.replace("PASSWORD", value));

    String expected = written.startsWith("${file") ? read + " " : read;
    assertEquals(Secret.of(expected), bindPassword(configuration));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c4n4ry", "${env:CANARY}", "${file:secret}"})
  void areInNothingThatPrints(String written) {
    desk().file("secret", CANARY);

    Configuration configuration = desk().load(RIGHT.replace("PASSWORD", "\"" + written + "\""));

    ConfiguredSync sync = configuration.syncs().getFirst();
    String printed =
        List.of(
                configuration,
                configuration.systems(),
                configuration.warnings(),
                sync,
                sync.sync(),
                sync.source(),
                sync.target())
            .toString();
    assertFalse(printed.contains(CANARY), printed);
  }

  @Test
  void inTheFileItselfAreWarnedOf() {
    String warnings =
        desk().load(RIGHT.replace("PASSWORD", CANARY)).warnings().stream()
            .map(warning -> warning.code() + warning.what().replaceFirst(".*rollcall.yaml", ""))
            .collect(Collectors.joining("\n"));

    assertEquals(
        """
        CONFIG-PASSWORD-LITERAL:2:56: systems.hr.password stands in the file itself
        CONFIG-PASSWORD-LITERAL:3:74: systems.directory.bind_password stands in the file itself
        CONFIG-PASSWORD-LITERAL:4:56: systems.studio.api_key stands in the file itself\
        """,
        warnings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: sql, url: 'jdbc:x://u:c4n4ry@h/d'",
        "type: sql, url: 'jdbc:x://h/d?password=c4n4ry'",
        "type: sql, url: 'jdbc:x://h;user=a;PWD=c4n4ry'",
        "type: sql, url: 'jdbc:oracle:thin:scott/c4n4ry@h:1521:x'",
        "type: sql, url: '${env:CANARY}'",
        "type: sql, url: 'jdbc:x:y', properties: { password: c4n4ry }",
        "type: sql, url: 'jdbc:x:y', pasword: c4n4ry",
        "type: sql, url: 'jdbc:x:y', password: [c4n4ry]",
        "type: sql, url: 'jdbc:x:y', password: { c: 'c4n4ry' }",
        "type: sql, url: 'jdbc:x:y', password: *c4n4ry",
        "type: sql, url: 'jdbc:x:y', password: !c4n4ry x",
        "type: sql, url: 'jdbc:x:y', password: 'c4n4ry",
        "type: sql, url: 'jdbc:x:y', password: %c4n4ry",
        "type: 'sql c4n4ry\n password', url: x",
        "type: ldap, url: 'ldaps://u:c4n4ry@h'",
        "type: ldap, url: '${env:CANARY}'",
        "type: ldap, url: 'ldaps://h', page_size: '${env:CANARY}'",
        "type: ldap, url: 'ldaps://h', bind_dn: '${env:CANARY}', bind_password: '${env:CANARY}'",
        "type: ftrack, server: 'https://u:c4n4ry@h', user: u, api_key: c4n4ry",
        "type: ftrack, server: 'a b', user: u, api_key: c4n4ry",
        "type: '${env:CANARY}'",
        "type: file, path: x, format: '${env:CANARY}'",
      })
  void areInNoMessage(String system) {
    String said =
        desk()
            .said(
                RIGHT
                    .replace("PASSWORD", "x")
                    .replaceFirst("type: sql[^}]*", Matcher.quoteReplacement(system)));

    assertFalse(said.isEmpty());
    assertFalse(said.contains(CANARY), said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${env:NOPE} | CONFIG-ENV-UNSET the environment variable 'NOPE' is not set",
        "${env:BLANK} | CONFIG-SECRET-EMPTY the environment variable 'BLANK' is empty",
        "${file:nope} | CONFIG-SECRET-FILE the file 'nope' cannot be taken in",
        "${file:.} | CONFIG-SECRET-FILE the file '.' cannot be taken in",
        "${file:empty} | CONFIG-SECRET-FILE the file 'empty' cannot be taken in",
        "${file:large} | CONFIG-SECRET-FILE the file 'large' cannot be taken in",
        "${file:/dev/zero} | CONFIG-SECRET-FILE the file '/dev/zero' cannot be taken in",
        "${vault:x} | CONFIG-SUBSTITUTION a '${' is not followed by what it needs",
        "${env:CANARY | CONFIG-SUBSTITUTION a '${' is not followed by what it needs",
      })
  void thatCannotBeHadAreToldWhereTheyStand(String written, String said) {
    desk().file("empty", "\n");
    desk().file("large", "x".repeat(70_000));
    Desk desk = new Desk(directory, Map.of("BLANK", " ", "CANARY", CANARY));
    String yaml = RIGHT.replaceFirst("PASSWORD", "'" + written.replace("$", "\\$") + "'");

    String brief = desk.brief(yaml);

    assertEquals("2:56 " + said, brief);
  }
}
