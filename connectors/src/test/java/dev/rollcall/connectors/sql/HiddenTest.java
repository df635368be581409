// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.model.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "jdbc:x://h/d?user=a&password=pa=ss&ssl=1 => jdbc:x://h/d?user=a&password=[hidden]&ssl=1",
        "jdbc:x://h;trustStorePassword=t;a=b => jdbc:x://h;trustStorePassword=[hidden];a=b",
        "jdbc:x://ana:pa@h/d => jdbc:x://ana:[hidden]@h/d",
        "the words of$1secret are gone => the words [hidden] are gone",
        "so is k3y from the properties => so is [hidden] from the properties",
        "and in-url without its name => and [hidden] without its name",
        "nothing is hidden here => nothing is hidden here"
      })
  void takesSecretsOut(String text, String hidden) {
    SqlSettings settings =
        new SqlSettings(
            "hr",
            "jdbc:x://h/d?password=in-url",
            Optional.empty(),
            Optional.of(Secret.of("of$1secret")),
            Map.of("sslKeyPassword", "k3y", "user", "here"));

    assertEquals(hidden, Hidden.in(settings, text));
  }
}
