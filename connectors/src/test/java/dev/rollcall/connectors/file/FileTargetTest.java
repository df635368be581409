// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsNotThereYetIsMadeForItsOwnerOnly() throws Exception {
    assertEquals(List.of(), read());

    create("mara", "Mara Lind");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    assertTrue(Files.readString(file()).startsWith("cn,uid,rollcall_id,rollcall_disabled\nMara"));
    assertEquals(List.of(file()), left());
  }

  @Test
  void otherColumnsAndPeopleStay() throws Exception {
    Files.writeString(file(), "room,uid,cn\n12,a.holm,Anna Holm\n");
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    String before = read().getFirst().anchor().value();

    create("mara", "Mara Lind");

    List<String> lines = Files.readAllLines(file());
    assertEquals("room,uid,cn,rollcall_id,rollcall_disabled", lines.get(0));
    assertEquals("12,a.holm,Anna Holm," + before + ",", lines.get(1));
    assertTrue(lines.get(2).startsWith(",mara,Mara Lind,"));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void noSpreadsheetRunsAValue() throws Exception {
    create("mara", "=HYPERLINK(\"http://x\")");
    create("theo", "+49 30 1234");
    create("zoe", "'-1+2");

    String text = Files.readString(file());
    assertTrue(text.contains("\"'=HYPERLINK("), text);
    assertTrue(text.contains("\n+49 30 1234,"), text);
    assertEquals(
        List.of("=HYPERLINK(\"http://x\")", "+49 30 1234", "'-1+2"),
        read().stream().map(it -> it.values().get(1).getFirst()).toList());
  }

  @Test
  void takesOneValueWhereNothingSeparatesSeveral() {
    TreeMap<String, List<String>> two = new TreeMap<>(Map.of("cn", List.of("a", "b")));
    two.put("uid", List.of("mara"));

    assertEquals(
        List.of("FILE-VALUE"),
        target().model().flawsInNew(new Attributes(two)).stream().map(it -> it.code()).toList());
  }

  @Test
  void twoLinesOfOneNameFailTheRead() throws IOException {
    Files.writeString(file(), "uid,cn\nmara,x\nMARA,y\n");

    ReadFailed failed = assertThrows(ReadFailed.class, this::read);

    assertEquals("FILE-MALFORMED", failed.problem().code());
  }

  @Test
  void aFileThatCannotBeWrittenLeavesTheOldOne() throws Exception {
    create("mara", "Mara Lind");
    String before = Files.readString(file());
    Files.createDirectory(folder.resolve(".accounts.csv.new"));
    Files.writeString(folder.resolve(".accounts.csv.new/x"), "");

    Outcome outcome = create("theo", "Theo");

    assertInstanceOf(Outcome.Unavailable.class, outcome);
    assertEquals(before, Files.readString(file()));
  }

  private Path file() {
    return folder.resolve("accounts.csv");
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private FileTarget target() {
    return new FileTarget(
        new FileSettings("export", file(), Optional.empty(), ',', Optional.empty()),
        new FileAccounts("uid", Optional.empty()));
  }

  private List<Account> read() throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target().read(new AccountRequest(List.of("uid", "cn"), Optional.empty()), accounts::add);
    return accounts;
  }

  private Outcome create(String login, String name) {
    Attributes attributes =
        new Attributes(new TreeMap<>(Map.of("uid", List.of(login), "cn", List.of(name))));
    Subject subject = new Subject(new AccountKey(login), Optional.empty(), Optional.empty(), login);
    Reason reason = new Reason(Reason.Why.JOINER, "new");
    return target().apply(List.of(new Change.Create(subject, attributes, reason))).getFirst();
  }
}
