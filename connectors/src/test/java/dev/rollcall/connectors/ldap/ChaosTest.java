// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.testkit.server.Fault;
import dev.rollcall.testkit.server.Fault.Direction;
import dev.rollcall.testkit.server.FaultProxy;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A real server behind a line on which anything may happen.
@Timeout(60)
class ChaosTest {
  private static final int PEOPLE = 60;
  private static final int ROUNDS = 20;
  private static final Duration PATIENCE = Duration.ofMillis(250);

  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private final Random random = new Random(20_261_120);
  private String area;
  private FaultProxy proxy;
  private Desk calmDesk;
  private GroupDesk calmGroups;

  @BeforeEach
  void begin() throws Exception {
    SlapdServer server = slapd.get();
    area = server.freshArea();
    proxy = FaultProxy.to(server);
    Settings calm = Settings.of(server.uri()).as(server.admin());
    calmDesk = desk(calm);
    calmGroups = groups(calm);
  }

  @AfterEach
  void end() {
    calmDesk.close();
    calmGroups.close();
    proxy.close();
  }

  @Test
  void everyReadEndsCompleteOrFailed() throws Exception {
    List<String> logins = logins("user", PEOPLE);
    calmDesk.target().apply(creates(logins));
    Account group = calmGroups.created("vfx");
    calmGroups.apply(calmGroups.letIn(group, 0, members(logins)));
    int failed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Fault fault = fault(16_000);
      proxy.set(fault);
      try (Desk desk = desk(impatient());
          GroupDesk groups = groups(impatient())) {
        failed += endsWell(fault, logins, () -> people(groups.source())) ? 0 : 1;
        failed += endsWell(fault, logins, () -> accounts(desk)) ? 0 : 1;
        failed += endsWell(fault, references(logins), () -> members(groups.source())) ? 0 : 1;
        failed += endsWell(fault, references(logins), () -> members(groups)) ? 0 : 1;
      }
    }

    int all = ROUNDS * 4;
    int some = failed;
    assertTrue(some > all / 5 && some < all, () -> some + " of " + all + " failed");
  }

  @Test
  void everyWriteIsFoundAgain() throws Exception {
    int doubtful = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> logins = logins("r" + round + "-", 20);
      Account group = calmGroups.created("g" + round);
      List<Change> creates = creates(logins);
      Change letIn = calmGroups.letIn(group, 0, members(logins));
      Fault fault = fault(6_000);

      List<Outcome> first = new ArrayList<>();
      proxy.set(fault);
      try (Desk desk = desk(impatient());
          GroupDesk groups = groups(impatient())) {
        first.addAll(desk.target().apply(creates));
        first.add(groups.apply(letIn));
      }
      List<Outcome> second = new ArrayList<>(calmDesk.target().apply(creates));
      second.add(calmGroups.apply(letIn));

      doubtful += (int) first.stream().filter(Outcome.Unavailable.class::isInstance).count();
      assertFoundAgain(fault, first, second);
      assertEquals(
          new TreeSet<>(references(logins)), new TreeSet<>(calmGroups.members("g" + round)));
    }

    assertTrue(doubtful > 0, "nothing was ever in doubt");
    assertEquals(ROUNDS * 20, calmDesk.all().size());
  }

  private static void assertFoundAgain(Fault fault, List<Outcome> first, List<Outcome> second) {
    assertEquals(second.size(), first.size());
    for (int i = 0; i < second.size(); i++) {
      String what = fault + ": " + first.get(i) + ", then " + second.get(i);
      assertTrue(isDone(second.get(i)), what);
      if (isDone(first.get(i))) {
        assertInstanceOf(Outcome.AlreadyDone.class, second.get(i), what);
      } else {
        assertInstanceOf(Outcome.Unavailable.class, first.get(i), what);
      }
    }
  }

  private interface Reading {
    List<String> read() throws ReadFailed;
  }

  /// Whether it is complete; if it is not, it says so.
  private static boolean endsWell(Fault fault, List<String> expected, Reading reading) {
    long begin = System.nanoTime();
    try {
      assertEquals(new TreeSet<>(expected), new TreeSet<>(reading.read()), fault::toString);
      return true;
    } catch (ReadFailed failed) {
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(5).toNanos(), fault::toString);
      assertTrue(failed.problem().code().startsWith("LDAP-"), failed.problem()::text);
      return false;
    }
  }

  private Fault fault(int octets) {
    long at = random.nextInt(octets);
    return switch (random.nextInt(7)) {
      case 0 -> new Fault.CutAfter(Direction.TO_CLIENT, at);
      case 1 -> new Fault.CutAfter(Direction.TO_SERVER, at / 20);
      case 2 -> new Fault.CutOnceAfter(Direction.TO_CLIENT, at);
      case 3 -> new Fault.HalfCloseAfter(Direction.TO_CLIENT, at);
      case 4 -> new Fault.CorruptLength((int) at % 40);
      case 5 -> new Fault.Drip(20 + random.nextInt(200), Duration.ofNanos(random.nextInt(100_000)));
      default -> new Fault.Delay(Duration.ofMillis(random.nextInt(3)));
    };
  }

  private static List<String> people(LdapSource source) throws ReadFailed {
    List<String> logins = new ArrayList<>();
    source.read(
        new SourceRequest(List.of("uid"), Optional.empty()),
        person -> logins.add(person.values("uid").getFirst()));
    return logins;
  }

  private static List<String> accounts(Desk desk) throws ReadFailed {
    List<String> logins = new ArrayList<>();
    desk.target()
        .read(
            new AccountRequest(List.of("uid"), Optional.empty()),
            account -> logins.add(account.values().getFirst().getFirst()));
    return logins;
  }

  private static List<String> members(LdapSource source) throws ReadFailed {
    List<String> members = new ArrayList<>();
    source.readGroups(
        new SourceRequest(List.of("cn"), Optional.empty()), (_, some) -> members.addAll(some));
    return members;
  }

  private static List<String> members(GroupDesk groups) throws ReadFailed {
    TreeMap<String, List<String>> members = new TreeMap<>();
    groups.read(members);
    return GroupDesk.named("vfx", members);
  }

  private static List<String> logins(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + number).toList();
  }

  private Settings impatient() {
    return Settings.of("ldap://localhost:" + proxy.port())
        .as(slapd.get().admin())
        .pageSize(20)
        .timeout(PATIENCE);
  }

  private Desk desk(Settings settings) throws Exception {
    return Desk.at("ou=users," + area, settings, Optional.empty(), slapd.get().connect());
  }

  private GroupDesk groups(Settings settings) throws Exception {
    return GroupDesk.at(area, settings, GroupKind.GROUP_OF_NAMES, slapd.get().connect());
  }

  private List<Change> creates(List<String> logins) throws ReadFailed {
    List<Change> creates = new ArrayList<>();
    for (String login : logins) {
      creates.add(calmDesk.create(login));
    }
    return creates;
  }

  private Member[] members(List<String> logins) {
    return logins.stream().map(calmGroups::member).toArray(Member[]::new);
  }

  private List<String> references(List<String> logins) {
    return logins.stream().map(calmGroups::reference).toList();
  }

  private static boolean isDone(Outcome outcome) {
    return outcome instanceof Outcome.Applied || outcome instanceof Outcome.AlreadyDone;
  }
}
