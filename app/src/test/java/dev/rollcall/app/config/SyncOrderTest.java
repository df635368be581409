// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.app.config.SyncOrder.Leg;
import dev.rollcall.app.config.SyncOrder.Ordered;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyncOrderTest {
  @Test
  void putsWhatChangesASystemBeforeWhatReadsIt() {
    Ordered ordered =
        SyncOrder.of(
            List.of(
                new Leg("3", "c", "d"),
                new Leg("other", "x", "y"),
                new Leg("2", "b", "c"),
                new Leg("1", "a", "b")));

    assertEquals(new Ordered(List.of("other", "1", "2", "3"), List.of()), ordered);
  }

  @Test
  void waitsForAllThatChangeASystem() {
    Ordered ordered =
        SyncOrder.of(
            List.of(new Leg("last", "m", "z"), new Leg("1", "a", "m"), new Leg("2", "b", "m")));

    assertEquals(List.of("1", "2", "last"), ordered.names());
  }

  @Test
  void namesThoseThatWaitForEachOtherAndNobodyElse() {
    Ordered ordered =
        SyncOrder.of(
            List.of(
                new Leg("behind", "a", "x"),
                new Leg("1", "b", "a"),
                new Leg("2", "a", "b"),
                new Leg("free", "q", "r")));

    assertEquals(new Ordered(List.of("free"), List.of("1", "2")), ordered);
  }
}
