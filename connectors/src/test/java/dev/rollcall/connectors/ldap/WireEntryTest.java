// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireEntryTest {
  private static final byte[] PHOTO = {(byte) 0xFF, (byte) 0xD8, 0, 1, (byte) 0xFE};

  private static Entry ada() {
    return new Entry(
        "cn=Ada Ångström\\, née Ö,ou=people,dc=example",
        new Attribute("cn", "Ada Ångström, née Ö"),
        new Attribute("mail", "ada@example.com", "", "a.l@example.com"),
        new Attribute("cn;lang-fr", "Ada"),
        new Attribute("description", "x".repeat(70_000)),
        new Attribute("jpegPhoto", PHOTO),
        new Attribute("title", new byte[] {(byte) 0xC3, 0x28}));
  }

  @Test
  void theLibraryAndItsOctetsSayTheSame() {
    WireEntry entry = WireEntry.of(ada());

    assertEquals(ada().getDN(), entry.dn());
    assertEquals(ada(), new Entry(entry.decoded().getDN(), entry.decoded().getAttributes()));
  }

  @Test
  void valuesAreTakenByNameWhateverItsCaseAndOrder() {
    EntryColumns columns =
        new EntryColumns(
            List.of(
                "MAIL", "title", "jpegphoto", "cn", "absent", "dn", "description", "cn;lang-fr"));

    List<List<String>> values = columns.values(WireEntry.of(ada()));

    assertEquals(
        List.of(
            List.of("ada@example.com", "a.l@example.com"),
            List.of(Base64.getEncoder().encodeToString(new byte[] {(byte) 0xC3, 0x28})),
            List.of(Base64.getEncoder().encodeToString(PHOTO)),
            List.of("Ada Ångström, née Ö"),
            List.of(),
            List.of(ada().getDN()),
            List.of("x".repeat(70_000)),
            List.of("Ada")),
        values);
  }

  @Test
  void anAttributeWithAnOptionIsSeen() {
    Entry plain = new Entry("cn=a", new Attribute("cn", "a"));

    assertTrue(WireEntry.of(ada()).hasOptions());
    assertFalse(WireEntry.of(plain).hasOptions());
  }

  @Test
  void octetsThatAreBrokenAnywhereAreRefusedOrAreAnotherEntry() {
    byte[] whole =
        new SearchResultEntryProtocolOp(new SearchResultEntry(ada())).encodeProtocolOp().getValue();
    byte[] small = Arrays.copyOf(whole, 200);
    Random random = new Random(7);

    for (int i = 0; i < 20_000; i++) {
      byte[] broken = small.clone();
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      broken[random.nextInt(20)] = (byte) random.nextInt(256);
      EntryColumns columns = new EntryColumns(List.of("cn", "mail"));
      assertThrows(
          BerCursor.Malformed.class,
          () -> {
            columns.values(new WireEntry(broken));
            throw new BerCursor.Malformed("it was another entry");
          });
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] whole =
        new SearchResultEntryProtocolOp(
                new SearchResultEntry("cn=a", List.of(new Attribute("cn", "a", "b"))))
            .encodeProtocolOp()
            .getValue();

    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(
          BerCursor.Malformed.class,
          () -> new WireEntry(part).decoded(),
          () -> "cut " + part.length);
    }
  }

  @Test
  void aLengthBeyondItsElementIsRefused() {
    byte[] entry = {0x04, (byte) 0x84, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 'a'};

    assertThrows(BerCursor.Malformed.class, () -> new WireEntry(entry));
  }
}
