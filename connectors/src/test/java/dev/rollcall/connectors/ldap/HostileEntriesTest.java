// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static dev.rollcall.connectors.ldap.HostileReads.PEOPLE;
import static dev.rollcall.connectors.ldap.HostileReads.assertFails;
import static dev.rollcall.connectors.ldap.HostileReads.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.protocol.SearchResultReferenceProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.HostileDirectory;
import dev.rollcall.testkit.server.HostileDirectory.Trick;
import dev.rollcall.testkit.server.HostileExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reading entries that a server should not send: it fails clearly, for a source and a target
/// alike.
@Timeout(30)
class HostileEntriesTest {
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
}
