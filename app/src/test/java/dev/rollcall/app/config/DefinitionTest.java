// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
  private static final String YAML =
      """
      systems:
        hr: { type: sql, url: 'jdbc:postgresql://db/hr?ssl=on', username: u, password: '${env:P}' }
        studio: { type: ftrack, server: studio, user: u, api_key: '${env:P}' }
      syncs:
        s:
          from: hr
          to: studio
          users:
            read: select id, login from people
            anchor: id
            match: [username]
            attributes: { username: login, title: 7 }
      """;

  @TempDir private Path directory;

  private String definition(String yaml) {
    Desk desk = new Desk(directory, Map.of("P", "secret", "Q", "other"));
    return desk.load(yaml).syncs().getFirst().sync().definition();
  }

  @Test
  void isOneLineWithSortedKeysAndWithoutSecrets() {
    assertEquals(
        "{\"from\":{\"address\":\"jdbc:postgresql://db/hr\",\"type\":\"sql\"},"
            + "\"leavers\":\"5 % or 10\",\"name\":\"s\","
            + "\"sync\":{\"from\":\"hr\",\"to\":\"studio\",\"users\":{\"anchor\":\"id\","
            + "\"attributes\":{\"title\":7,\"username\":\"login\"},\"match\":[\"username\"],"
            + "\"read\":\"select id, login from people\"}},"
            + "\"to\":{\"address\":\"https://studio.ftrackapp.com\",\"type\":\"ftrack\"}}",
        definition(YAML));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anchor: id | anchor: 'id'   # the number",
        "{ username: login, title: 7 } | { title: 7, username: \"login\" }",
        "username: u, password: '${env:P}' | username: w, password: '${env:Q}'",
        "to: studio | to: &s studio",
      })
  void isTheSameForTheSameMeaning(String one, String other) {
    assertEquals(definition(YAML), definition(YAML.replace(one, other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: 7 | title: '7'",
        "[username] | [username, title]",
        "anchor: id | anchor: login",
        "db/hr | db2/hr",
        "'server: studio' | 'server: other'",
        "syncs: | 'limits: { leavers: 1 }\nsyncs:'",
      })
  void differsForAnotherMeaning(String one, String other) {
    assertNotEquals(definition(YAML), definition(YAML.replace(one, other)));
  }
}
