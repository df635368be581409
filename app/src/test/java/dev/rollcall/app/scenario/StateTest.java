// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Child;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.util.OSInfo;

/// What Rollcall keeps on disk, and what it says when the disk does not do its part.
class StateTest {
  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension static final ServerExtension<SlapdServer> SLAPD = Company.slapd();

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

  private Ran runs() {
    return shell.run("run", "--sync", "hr-to-directory");
  }

  @Test
  void aStateFileInUseIsTold() throws SQLException {
    runs().expect(0);
    company.people().hire(6, "late.comer", "Late", "Comer");
    try (Connection other =
            DriverManager.getConnection("jdbc:sqlite:" + desk.resolve(".rollcall/rollcall.db"));
        Statement statement = other.createStatement()) {
      statement.execute("begin exclusive");

      runs().stopped(4, "STATE-LOCKED");
    }

    assertEquals(5, company.logins().size());
    runs().expect(0);
    assertEquals(6, company.logins().size());
  }

  @Test
  void aStateFileThatIsNoneIsTold() throws IOException {
    Files.createDirectories(desk.resolve(".rollcall"));
    shell.file(".rollcall/rollcall.db", "no database, but a text of some length; ".repeat(40));

    runs().stopped(3, "STATE-BROKEN");

    assertEquals(List.of(), company.logins());
  }

  @ParameterizedTest
  @ValueSource(strings = {"path: rollcall.yaml", "plans: rollcall.yaml"})
  void aDirectoryThatIsAFileIsTold(String key) {
    company.configure(company.both() + "state:\n  " + key + "\n");

    runs().stopped(3, "STATE-DISK");

    assertEquals(List.of(), company.logins());
  }

  /// `ulimit -f` counts blocks of 512 octets; a write past it fails as on a full disk.
  @ParameterizedTest
  @ValueSource(ints = {40, 160, 480})
  void aFullDiskIsToldAndNothingIsDoneBeforeItIsWrittenDown(int blocks) throws IOException {
    company.people().hireMany(6, 600);
    shell.with("JAVA_TOOL_OPTIONS", "-Dorg.sqlite.lib.path=" + librariesOfSqlite());

    try (Child run =
        shell.startBy(
            List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"),
            "run",
            "--sync",
            "hr-to-directory")) {
      run.ended().stopped(3, "STATE-DISK");
    }

    assertJournalKnows(company.logins().size());
    runs().expect(0);
    assertEquals(600, company.logins().size());
  }

  /// SQLite's library is inside a jar, and needs a disk to be unpacked to.
  private Path librariesOfSqlite() throws IOException {
    Path folder = Files.createDirectories(desk.resolve("libraries"));
    String name = "libsqlitejdbc.so";
    String place = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS();
    try (InputStream library =
        Objects.requireNonNull(StateTest.class.getResourceAsStream(place + "/" + name))) {
      Files.copy(library, folder.resolve(name));
    }
    return folder;
  }

  private void assertJournalKnows(int written) {
    Ran shown = shell.run("show", "1", "--limit", "10000", "--json");
    long intended = shown.code() == 0 ? shown.json().size() - 1 : 0;

    assertTrue(intended >= written, intended + " intended, " + written + " written");
  }

  @Test
  void whatKilledProcessesLeftBehindIsRemovedADayLater() throws IOException {
    runs().expect(0);
    Path old = leftBehind(".rollcall/scratch/hr-to-directory-1.accounts", Duration.ofDays(2));
    Path plan = leftBehind("plans/hr-to-directory-x.new", Duration.ofDays(2));
    Path fresh = leftBehind(".rollcall/scratch/hr-to-directory-2.accounts", Duration.ZERO);

    runs().expect(0);

    assertEquals(
        List.of(false, false, true),
        List.of(Files.exists(old), Files.exists(plan), Files.exists(fresh)));
  }

  private Path leftBehind(String name, Duration ago) throws IOException {
    Path file = shell.file(name, "left behind");
    return Files.setLastModifiedTime(file, FileTime.from(shell.now().minus(ago)));
  }

  @Test
  void whatPeopleAreCalledIsForTheOwnerOnly() throws IOException {
    shell.run("run").expect(0);
    List<String> open = new ArrayList<>();

    for (String place : List.of(".rollcall", "plans")) {
      String rights =
          java.nio.file.attribute.PosixFilePermissions.toString(
              Files.getPosixFilePermissions(desk.resolve(place)));
      if (!rights.equals("rwx------")) {
        open.add(place + " " + rights);
      }
    }

    assertEquals(List.of(), open);
  }
}
