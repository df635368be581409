// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LdifTargetTest {
  private static final Reason REASON = new Reason(Reason.Why.MOVER, "new");
  private static final String TREE =
      """
      dn: ou=people,dc=x
      objectClass: organizationalUnit
      ou: people

      dn: uid=anna.ek,ou=berlin,ou=people,dc=x
      objectClass: inetOrgPerson
      uid: anna.ek
      cn: Anna Ek
      description: kept as it is

      """;

  @TempDir private Path folder;

  @Test
  void whatIsAboveAndBesidesStays() throws Exception {
    Files.writeString(file(), TREE);
    Account anna = read().getFirst();
    Edit name = new Edit("uid", List.of("anna.ek"), List.of("anna.holm"));

    target()
        .apply(
            List.of(
                new Change.Rename(
                    subject("anna.ek", Optional.of(anna)),
                    new AccountKey("anna.holm"),
                    List.of(name),
                    REASON)));

    String text = Files.readString(file());
    assertTrue(text.startsWith("dn: ou=people,dc=x\n"), text);
    assertTrue(text.contains("dn: uid=anna.holm,ou=berlin,ou=people,dc=x\n"), text);
    assertTrue(text.contains("description: kept as it is\n"), text);
    assertEquals(anna.anchor(), read().getFirst().anchor());
  }

  @Test
  void noNameLeavesItsPlaceInTheTree() throws Exception {
    String login = "a,ou=admins+cn=#\"\\ ";
    Attributes attributes = new Attributes(new TreeMap<>(Map.of("uid", List.of(login))));

    target()
        .apply(List.of(new Change.Create(subject(login, Optional.empty()), attributes, REASON)));

    assertEquals(login, read().getFirst().key().value());
    assertTrue(Files.readString(file()).contains(",ou=people,dc=x\n"), Files.readString(file()));
  }

  @Test
  void aPictureIsNotLost() throws IOException {
    Files.writeString(file(), "dn: uid=a,dc=x\nuid: a\njpegPhoto:: /9j/4A==\n");

    ReadFailed failed = assertThrows(ReadFailed.class, this::read);

    assertEquals("FILE-MALFORMED", failed.problem().code());
  }

  private Path file() {
    return folder.resolve("people.ldif");
  }

  private FileTarget target() {
    return new FileTarget(
        new FileSettings("image", file(), Optional.empty(), ',', Optional.empty()),
        new FileAccounts("uid", Optional.of("ou=people,dc=x")));
  }

  private static Subject subject(String login, Optional<Account> account) {
    return new Subject(
        new AccountKey(login), account.map(Account::anchor), Optional.empty(), login);
  }

  private List<Account> read() throws ReadFailed {
    List<Account> accounts = new ArrayList<>();
    target().read(new AccountRequest(List.of("uid"), Optional.empty()), accounts::add);
    return accounts;
  }
}
