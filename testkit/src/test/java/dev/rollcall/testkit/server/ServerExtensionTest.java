// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerExtensionTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd = Servers.slapd(o -> o.suffix("o=own"));

  @RegisterExtension static final SharedServerExtension<SlapdServer> shared = Servers.sharedSlapd();

  @Test
  void startsTheServerWhenItIsAskedFor() {
    assertEquals("o=own", slapd.get().suffix());
    assertTrue(shared.get().isRunning());
  }

  @Test
  void saysHowItIsUsedWhenItIsNotRegistered() {
    ServerExtension<SlapdServer> alone = Servers.slapd();

    assertThrows(IllegalStateException.class, alone::get);
  }

  @Nested
  class Inside {
    @Test
    void theServerIsTheSame() {
      assertTrue(slapd.get().isRunning());
      assertTrue(shared.get().isRunning());
    }
  }
}
