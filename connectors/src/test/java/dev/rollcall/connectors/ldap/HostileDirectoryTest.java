// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.IntermediateResponseProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.HostileDirectory;
import dev.rollcall.testkit.server.HostileDirectory.Trick;
import dev.rollcall.testkit.server.HostileExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading from a server that means no good: it ends, it fails clearly, and it takes no memory.
@Timeout(30)
class HostileDirectoryTest {
  private static final String PEOPLE = "ou=users," + HostileDirectory.SUFFIX;
  private static final Duration SHORT = Duration.ofMillis(400);

  @Test
  void failsOnEmptyPagesWithoutAnEnd() {
    AtomicLong cookies = new AtomicLong();

    assertFails("LDAP-PAGING-STUCK", asked -> asked.page("cookie " + cookies.incrementAndGet()));
  }

  @Test
  void failsOnTheSameCookieAgain() {
    assertFails("LDAP-PAGING-STUCK", asked -> asked.page("cookie"));
  }

  @Test
  void failsOnTheSamePageAgainAndAgain() {
    AtomicLong cookies = new AtomicLong();

    assertFails(
        "LDAP-ENTRY-TWICE",
        asked -> {
          asked.person("mara");
          asked.person("nils");
          asked.page("cookie " + cookies.incrementAndGet());
        });
  }

  @Test
  void failsOnTheSameEntryTwice() {
    assertFails(
        "LDAP-ENTRY-TWICE",
        asked -> {
          asked.person("mara");
          asked.person("mara");
          asked.done();
        });
  }

  @Test
  void failsOnMorePeopleThanThereCanBe() {
    AtomicLong people = new AtomicLong();

    Trick trick =
        asked -> {
          for (int i = 0; i < 1_000; i++) {
            asked.person("p" + people.incrementAndGet());
          }
          asked.page("cookie " + people.get());
        };
    try (HostileDirectory directory = HostileDirectory.playing(trick)) {
      LdapConnections connections = new LdapConnections(Settings.of(directory.uri()).build());
      Search search = new Search(PEOPLE, Filter.createPresenceFilter("uid"));

      ReadFailed failed =
          assertThrows(
              ReadFailed.class,
              () ->
                  new PagedRead(connections, PagedRead.PIECE, new ReadCeiling(20_000, 1_000))
                      .read(List.of(search), List.of("uid"), _ -> {}));

      assertEquals("LDAP-TOO-MANY-ENTRIES", failed.problem().code(), failed.problem().text());
    }
  }

  @Test
  void failsOnAnEntryOutsideTheBase() {
    for (String dn :
        List.of(
            "uid=mara,ou=services," + HostileDirectory.SUFFIX,
            "uid=mara\\,ou=users," + HostileDirectory.SUFFIX,
            "cn=admin",
            "",
            "not a DN")) {
      assertFails(
          "LDAP-OUTSIDE-BASE",
          asked -> {
            asked.entry(dn, new Attribute("uid", "mara"), new Attribute("entryUUID", "1"));
            asked.done();
          });
    }
  }

  @Test
  void failsOnAMessageThatIsTooLargeWithoutMakingRoomForIt() {
    // LDAPMessage of 1.9 GB.
    byte[] huge = {0x30, (byte) 0x84, 0x71, 0x00, 0x00, 0x00, 0x02, 0x01, 0x03};

    assertFlat(() -> assertFails("LDAP-TOO-LARGE", asked -> asked.send(huge)));
  }

  @Test
  void failsOnAValueThatIsTooLarge() {
    byte[] piece = new byte[64 * 1024];

    assertFlat(() ->
        assertFails(
            "LDAP-TOO-LARGE",
            asked -> {
              // A search result entry whose DN is 400 MB.
              asked.send(
                  new byte[] {
                    0x30,
                    (byte) 0x84,
                    0x18,
                    0x00,
                    0x00,
                    0x10,
                    0x02,
                    0x01,
                    (byte) asked.messageId(),
                    0x64,
                    (byte) 0x84,
                    0x17,
                    (byte) 0xF0,
                    0x00,
                    0x00,
                    0x04,
                    (byte) 0x84,
                    0x17,
                    (byte) 0xE0,
                    0x00,
                    0x00
                  });
              for (int i = 0; i < 6_400; i++) {
                asked.send(piece);
              }
            }));
  }

  @Test
  void failsOnDeepNesting() {
    byte[] nested = new byte[200_000];
    for (int i = 0; i < nested.length; i += 2) {
      nested[i] = 0x30;
      nested[i + 1] = (byte) 0x80;
    }

    assertFails("LDAP-CONNECTION-LOST", asked -> asked.send(nested));
  }

  @Test
  void failsOnOctetsThatAreNotLdap() {
    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> asked.send("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void failsOnAnswersToWhatNobodyAsked() {
    assertFails(
        "LDAP-TIMEOUT",
        asked -> {
          while (true) {
            asked.send(
                asked.messageId() + 77,
                new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("no")));
            asked.flush();
          }
        });
  }

  @Test
  void failsOnIntermediateAnswersWithoutAnEnd() {
    assertFails(
        "LDAP-TIMEOUT",
        asked -> {
          while (true) {
            asked.send(new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("wait")));
            asked.flush();
          }
        });
  }

  @Test
  void readsOnAfterAnIntermediateAnswer() throws Exception {
    CompleteRead read =
        read(
            asked -> {
              asked.send(new IntermediateResponseProtocolOp("1.2.3", new ASN1OctetString("wait")));
              asked.person("mara");
              asked.done();
            },
            new ArrayList<>());

    assertEquals(1, read.entries());
  }

  @Test
  void failsWhenTheServerSaysGoodbye() {
    ExtendedResponseProtocolOp goodbye =
        new ExtendedResponseProtocolOp(
            ResultCode.UNAVAILABLE_INT_VALUE,
            null,
            "shutting down",
            List.of(),
            "1.3.6.1.4.1.1466.20036",
            null);

    assertFails(
        "LDAP-CONNECTION-LOST",
        asked -> {
          asked.person("mara");
          asked.send(0, goodbye);
          asked.flush();
          throw new IOException("goodbye");
        });
    assertFails(
        "LDAP-TIMEOUT",
        asked -> {
          asked.person("mara");
          asked.send(0, goodbye);
        });
  }

  @Test
  void followsNoReferralThatLeadsBack() {
    AtomicLong asked = new AtomicLong();
    String back = "ldap://localhost:389/" + PEOPLE;

    assertFails(
        "LDAP-REFERRAL",
        exchange -> {
          asked.incrementAndGet();
          exchange.done(ResultCode.REFERRAL, "go there", back);
        });
    assertFails(
        "LDAP-REFERRAL",
        exchange -> {
          asked.incrementAndGet();
          exchange.send(new SearchResultReferenceProtocolOp(List.of(back)));
          exchange.done();
        });
    // Once for the source and once for the target, each time.
    assertEquals(4, asked.get());
  }

  @Test
  void readsSuccessWithNothingAsNobody() throws Exception {
    List<Identity> people = new ArrayList<>();

    CompleteRead read = read(HostileExchange::done, people);

    assertEquals(List.of(), people);
    assertEquals(0, read.entries());
  }

  @Test
  void readsPastAttributesThatNobodyAskedFor() throws Exception {
    List<Identity> people = new ArrayList<>();

    read(
        asked -> {
          asked.entry(
              "uid=mara," + PEOPLE,
              new Attribute("uid\u001b[2J", "owned"),
              new Attribute("\u0000", "x"),
              new Attribute("", "x"),
              new Attribute("uid", "mara"),
              new Attribute("cn;range=0-\u0007", "x"),
              new Attribute("entryUUID", "1"));
          asked.done();
        },
        people);

    assertEquals(List.of("mara"), people.getFirst().values("uid"));
  }

  @Test
  void failsOnRangesWithoutAnEnd() {
    assertFails(
        "LDAP-TOO-LARGE",
        asked -> {
          long begin = rangeBegin(asked);
          byte[][] values = new byte[1_000][];
          for (int i = 0; i < values.length; i++) {
            values[i] = new byte[1_000];
          }
          asked.entry(
              "uid=mara," + PEOPLE,
              new Attribute("uid;range=%d-%d".formatted(begin, begin + 999), values));
          asked.done();
        });
  }

  @ParameterizedTest
  @CsvSource({
    "3, LDAP-TIME-LIMIT, time limit",
    "4, LDAP-SIZE-LIMIT, size limit",
    "11, LDAP-ADMIN-LIMIT, administrative limit",
    "51, LDAP-BUSY, too busy",
    "52, LDAP-BUSY, too busy",
    "1, LDAP-READ-REFUSED, refused",
    "80, LDAP-READ-REFUSED, refused",
    "9999, LDAP-READ-REFUSED, refused",
  })
  void namesTheLimitThatWasHit(int code, String problemCode, String words) {
    Problem problem =
        assertFails(
            problemCode,
            asked -> {
              asked.person("mara");
              asked.done(ResultCode.valueOf(code), "so it is");
            });

    assertTrue(problem.what().contains(words), problem.text());
    assertTrue(problem.why().contains("so it is"), problem.text());
  }

  private static long rangeBegin(HostileExchange asked) {
    SearchRequestProtocolOp search = (SearchRequestProtocolOp) asked.request();
    String first = search.getAttributes().getFirst();
    return first.startsWith("uid;range=") ? Long.parseLong(first.replaceAll("[^0-9]", "")) : 0;
  }

  /// Fails for a source and for a target alike.
  private static Problem assertFails(String code, Trick trick) {
    Problem problem = readFailure(trick);
    assertEquals(code, problem.code(), problem.text());
    Problem ofTarget = accountsFailure(trick);
    assertEquals(code, ofTarget.code(), ofTarget.text());
    return problem;
  }

  private static Problem readFailure(Trick trick) {
    return assertThrows(ReadFailed.class, () -> read(trick, new ArrayList<>())).problem();
  }

  private static CompleteRead read(Trick trick, List<Identity> people) throws ReadFailed {
    try (HostileDirectory directory = HostileDirectory.playing(trick);
        LdapSource source =
            new LdapSource(
                Settings.of(directory.uri()).timeout(SHORT).build(),
                new LdapRead(List.of(PEOPLE), "(uid=*)", Optional.empty(), Duration.ZERO))) {
      return source.read(
          new SourceRequest(List.of("uid", "cn"), Optional.empty()),
          person -> {
            if (people.size() < 10) {
              people.add(person);
            }
          });
    }
  }

  private static Problem accountsFailure(Trick trick) {
    LdapAccounts accounts =
        new LdapAccounts(PEOPLE, "uid", Optional.empty(), Optional.empty(), Optional.empty());
    try (HostileDirectory directory = HostileDirectory.playing(trick);
        LdapTarget target =
            new LdapTarget(Settings.of(directory.uri()).timeout(SHORT).build(), accounts)) {
      return assertThrows(
              ReadFailed.class,
              () ->
                  target.read(new AccountRequest(List.of("uid", "cn"), Optional.empty()), _ -> {}))
          .problem();
    }
  }

  /// That what happens takes less memory than what the server sends.
  private static void assertFlat(Runnable task) {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    long before = runtime.totalMemory() - runtime.freeMemory();

    task.run();

    System.gc();
    long after = runtime.totalMemory() - runtime.freeMemory();
    assertTrue(after - before < 64L << 20, () -> "%,d octets more".formatted(after - before));
  }
}
