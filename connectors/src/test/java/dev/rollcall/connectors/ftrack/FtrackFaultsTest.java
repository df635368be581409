// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each way in which the sandbox can misbehave, at each request of a batch: what is told is true,
/// nothing is lost, nothing is done twice, and what was not done can be done afterwards.
class FtrackFaultsTest {
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Latency(Duration.ofMillis(20)),
          new Fault.HtmlError(),
          new Fault.Unavailable(Optional.empty()),
          new Fault.Unavailable(Optional.of(Duration.ofSeconds(3))),
          new Fault.Unavailable(Optional.of(Duration.ofHours(3))),
          new Fault.TooManyRequests(Optional.empty()),
          new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(3))),
          new Fault.DroppedBefore(),
          new Fault.DroppedAfter(),
          new Fault.Truncated(),
          new Fault.KeyExpired(),
          new Fault.PermissionDenied(),
          new Fault.LoginTaken(),
          new Fault.NoSeats(),
          new Fault.Reordered());

  @TestFactory
  Stream<DynamicTest> isRightWithEveryFault() {
    return FAULTS.stream()
        .flatMap(fault ->
            Stream.of(
                    Trigger.once(),
                    Trigger.once().after(1),
                    Trigger.once().after(2),
                    Trigger.next(3).after(1),
                    Trigger.once().onAction("create"),
                    Trigger.next(2).onAction("update"),
                    Trigger.once().onAction("delete"),
                    Trigger.always())
                .map(trigger ->
                    DynamicTest.dynamicTest(fault + " " + trigger, () -> isRight(fault, trigger))));
  }

  private static void isRight(Fault fault, Trigger trigger) throws Exception {
    try (Studio studio = Studio.usual()) {
      Map<String, Account> before = people(studio);
      List<Change> changes = changes(before);
      studio.target.model();
      studio.server.faults().add(fault, trigger);

      List<Outcome> outcomes = studio.target.apply(changes);
      studio.server.faults().clear();

      Map<String, Account> after = read(studio);
      List<Change> open = new ArrayList<>();
      for (int i = 0; i < changes.size(); i++) {
        Change change = changes.get(i);
        boolean done = isDone(change, before, after);
        String told = change + " " + Studio.code(outcomes.get(i));
        switch (outcomes.get(i)) {
          case Outcome.Applied _, Outcome.AlreadyDone _ -> assertTrue(done, told);
          case Outcome.Refused _, Outcome.Stale _ -> assertTrue(!done, told);
          case Outcome.Unavailable _ -> {}
        }
        if (!done) {
          open.add(change);
        }
      }
      converges(studio, before, changes, open);
    }
  }

  private static void converges(
      Studio studio, Map<String, Account> before, List<Change> changes, List<Change> open)
      throws Exception {
    for (Outcome outcome : studio.target.apply(open)) {
      assertEquals("applied", Studio.code(outcome));
    }
    Map<String, Account> after = read(studio);
    changes.forEach(change -> assertTrue(isDone(change, before, after), change.toString()));
    assertEquals(before.size() + 10 - 3, after.size());
    studio.server.requests().clear();
    for (Outcome outcome : studio.target.apply(changes)) {
      assertEquals("already done", Studio.code(outcome));
    }
    assertEquals(1, studio.server.requests().counted().requests());
  }

  private static Map<String, Account> people(Studio studio) throws Exception {
    for (String kind : List.of("updated", "renamed", "closed", "opened", "removed")) {
      for (int i = 0; i < 3; i++) {
        String id = studio.user(kind + i);
        if (kind.equals("opened")) {
          studio.close(id);
        }
      }
    }
    return read(studio);
  }

  private static List<Change> changes(Map<String, Account> before) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      changes.add(Studio.create("new" + i));
    }
    for (int i = 0; i < 3; i++) {
      changes.add(Studio.update(account(before, "updated" + i), "first_name", "Changed"));
      changes.add(Studio.rename(account(before, "renamed" + i), "married" + i));
      changes.add(Studio.disable(account(before, "closed" + i)));
      changes.add(Studio.enable(account(before, "opened" + i)));
      changes.add(Studio.delete(account(before, "removed" + i)));
    }
    return changes;
  }

  private static Account account(Map<String, Account> accounts, String key) {
    return Optional.ofNullable(accounts.get(key)).orElseThrow();
  }

  private static boolean isDone(
      Change change, Map<String, Account> before, Map<String, Account> after) {
    String key = change.keyAfterwards().value();
    Optional<Account> now = Optional.ofNullable(after.get(key));
    return switch (change) {
      case Change.Create _ -> now.isPresent();
      case Change.Update _ -> now.orElseThrow().values().get(1).equals(List.of("Changed"));
      case Change.Rename rename ->
          now.isPresent()
              && now.get().anchor().equals(rename.subject().account().orElseThrow())
              && !after.containsKey(rename.subject().key().value());
      case Change.Disable _ -> !now.orElseThrow().enabled();
      case Change.Enable _ -> now.orElseThrow().enabled();
      case Change.Delete _ -> before.containsKey(key) && now.isEmpty();
      case Change.Members _ -> throw new AssertionError(change);
    };
  }

  private static Map<String, Account> read(Studio studio) throws Exception {
    Map<String, Account> accounts = new TreeMap<>();
    for (Account account : studio.read()) {
      assertTrue(accounts.put(account.key().value(), account) == null, "doubled " + account);
    }
    assertTrue(accounts.containsKey(Options.USUAL_LOGIN));
    return accounts;
  }
}
