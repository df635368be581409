// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;

class SharedServerExtensionTest {
  private static final Set<Long> PIDS = new ConcurrentSkipListSet<>();

  @Test
  void startsOneServerForTheRunAndClosesItAtItsEnd() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(First.class), selectClass(Second.class))
        .execute()
        .testEvents()
        .assertStatistics(statistics -> statistics.succeeded(2));

    assertEquals(1, PIDS.size());
    assertEquals(
        List.of(), PIDS.stream().filter(pid -> ProcessHandle.of(pid).isPresent()).toList());
  }

  static class First {
    @RegisterExtension
    static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

    @Test
    void uses() {
      PIDS.add(slapd.get().pid());
    }
  }

  static class Second {
    @RegisterExtension
    static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

    @Test
    void uses() {
      PIDS.add(slapd.get().pid());
    }
  }
}
