// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.problem.Halt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
  private static final String NOW = "2026-11-20T08:00:00Z";

  @TempDir private Path home;

  private Path file() {
    return home.resolve("rollcall.db");
  }

  private void halts(String code) {
    Halt halt = assertThrows(Halt.class, () -> State.open(file()));

    assertEquals(code, halt.problems().getFirst().code());
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void remembersFromOneOpeningToTheNext() {
    try (State state = State.open(file())) {
      new Links(state, "s").remember(List.of(link("1", "x")), NOW);
      new Runs(state).moveCursor("s", "here", 1);
    }

    try (State state = State.open(file())) {
      assertEquals(Map.of("1", "x"), links(state, "s"));
      assertEquals("here", new Runs(state).cursor("s").orElseThrow());
      assertEquals(Map.of(), links(state, "other"));
    }
  }

  @Test
  void saysThatAFileIsNoState() throws Exception {
    Files.writeString(file(), "This is a shopping list and no database. ".repeat(200));

    halts("STATE-BROKEN");
  }

  @Test
  void saysThatAStateIsDamaged() throws Exception {
    State.open(file()).close();
    execute("drop table link");

    try (State state = State.open(file())) {
      Halt halt = assertThrows(Halt.class, () -> links(state, "s"));
      assertEquals("STATE-BROKEN", halt.problems().getFirst().code());
    }
  }

  @Test
  void doesNotWriteIntoTheDatabaseOfAnotherProgram() throws Exception {
    execute("create table run (mine integer)");

    halts("STATE-BROKEN");
  }

  @Test
  void saysThatAStateIsOfANewerRollcall() throws Exception {
    State.open(file()).close();
    execute("pragma user_version = 99");

    halts("STATE-NEWER");
  }

  @Test
  void saysThatAnotherProcessHasItLocked() throws Exception {
    State.open(file()).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute("pragma locking_mode = exclusive");
      statement.execute("begin exclusive");

      halts("STATE-LOCKED");
    }
  }

  @Test
  void saysThatItCannotBeWritten() throws Exception {
    Files.createDirectories(file());

    halts("STATE-DISK");
  }

  @Test
  void keepsEverythingOrNothingOfWhatBelongsTogether() {
    try (State state = State.open(file())) {
      Links links = new Links(state, "s");

      assertThrows(
          IllegalStateException.class,
          () ->
              state.together(() -> {
                links.remember(List.of(link("1", "x")), NOW);
                throw new IllegalStateException("in between");
              }));

      assertEquals(Map.of(), links(state, "s"));
      state.together(() -> links.remember(List.of(link("2", "y")), NOW));
      assertEquals(Map.of("2", "y"), links(state, "s"));
    }
  }

  @Test
  void anAccountBelongsToOneIdentityAndAnIdentityHasOneAccount() {
    try (State state = State.open(file())) {
      Links links = new Links(state, "s");
      links.remember(List.of(link("1", "x"), link("2", "y")), NOW);

      links.remember(List.of(link("3", "x"), link("2", "z")), NOW);

      assertEquals(Map.of("3", "x", "2", "z"), links(state, "s"));
    }
  }

  @Test
  void countsTheLinksWhoseAccountsAreOpen() {
    try (State state = State.open(file())) {
      Links links = new Links(state, "s");
      links.remember(List.of(link("1", "x"), link("2", "y")), NOW);
      links.close(List.of(new Anchor("y")), 1);

      assertEquals(1, links.open());
    }
  }

  @Test
  void aClockThatRunsIsLeftRunning() {
    try (State state = State.open(file())) {
      Links links = new Links(state, "s");
      links.startClocks(List.of(new Anchor("x")), NOW);
      links.startClocks(List.of(new Anchor("x")), "2027-01-01T00:00:00Z");

      Map<String, String> clocks = new TreeMap<>();
      links.missing(clocks::put);

      assertEquals(Map.of("x", NOW), clocks);
    }
  }

  private static Links.Link link(String identity, String account) {
    return new Links.Link(new Anchor(identity), new Anchor(account));
  }

  private static Map<String, String> links(State state, String sync) {
    Map<String, String> pairs = new TreeMap<>();
    new Links(state, sync).each(pairs::put);
    return pairs;
  }
}
