// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KEYS =
      List.of("url", "bind_dn", "bind_password", "page_size", "value", "allow_plaintext");

  @ParameterizedTest
  @CsvSource({
    "ulr, url",
    "bindDN, bind_dn",
    "bind-password, bind_password",
    "bindpasword, bind_password",
    "pagesize, page_size",
    "valeu, value",
    "allow_plain_text, allow_plaintext",
  })
  void findsWhatWasMeant(String written, String meant) {
    assertEquals(Optional.of(meant), Nearest.to(written, KEYS));
  }

  @Test
  void findsNothingInWhatIsTooDifferent() {
    assertEquals(Optional.empty(), Nearest.to("nonsense", KEYS));
    assertEquals(Optional.empty(), Nearest.to("", KEYS));
    assertEquals(Optional.empty(), Nearest.to("x".repeat(100_000), KEYS));
  }
}
