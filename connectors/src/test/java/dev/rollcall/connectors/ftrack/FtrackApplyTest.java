// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.sandbox.ftrack.Trigger;
import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FtrackApplyTest {
  @Test
  void makesABatchWithOneLookAndOneCall() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.target.model();
      studio.server.requests().clear();

      List<Outcome> outcomes = studio.target.apply(creates(200));

      outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
      assertEquals(2, studio.server.requests().counted().requests());
      assertEquals(201, studio.read().size());
    }
  }

  @Test
  void tellsTheAnchorOfWhomItCreated() throws Exception {
    try (Studio studio = Studio.usual()) {
      Outcome.Applied applied =
          assertInstanceOf(Outcome.Applied.class, studio.apply(Studio.create("ada")));

      Account ada = studio.find(new Lookup.ByAttribute("username", "ada")).getFirst();
      assertEquals(ada.anchor(), applied.account().orElseThrow());
      assertTrue(ada.enabled());
    }
  }

  @Test
  void oneBadRecordCostsFewRequests() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.target.model();
      List<Change> batch = new ArrayList<>(creates(199));
      batch.add(77, Studio.create("bad", Map.of("first_name", "x".repeat(300))));
      studio.server.requests().clear();

      List<Outcome> outcomes = studio.target.apply(batch);

      assertEquals("FTRACK-REFUSED", Studio.code(outcomes.get(77)));
      assertEquals(199, outcomes.stream().filter(Outcome.Applied.class::isInstance).count());
      assertTrue(studio.server.requests().counted().requests() <= 2 + 2 * 8 + 1);
    }
  }

  @Test
  void aServerThatTakesFewOperationsAtOnceGetsThemAll() throws Exception {
    ServerRules small = ServerRules.usual().withLargestBatch(OptionalInt.of(10));
    try (Studio studio = Studio.with(Options.usual().withRules(small))) {
      List<Outcome> outcomes = studio.target.apply(creates(50));

      outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
    }
  }

  @ParameterizedTest
  @EnumSource(Refusal.Reason.class)
  void aTakenLoginIsSaidWhateverTheServerCallsIt(Refusal.Reason reason) throws Exception {
    if (reason == Refusal.Reason.CREDENTIALS) {
      return;
    }
    ServerRules rules = ServerRules.usual().withTakenLogin(reason);
    try (Studio studio = Studio.with(Options.usual().withRules(rules))) {
      studio.user("Ada", Map.of("first_name", "Somebody else"));
      Account bob = studio.find(new Lookup.ByAnchor(studio.user("bob"))).getFirst();

      List<Outcome> outcomes =
          studio.target.apply(
              List.of(Studio.create("ada"), Studio.create("new"), Studio.rename(bob, "ADA")));

      // A spelling that neither of the server's comparisons finds is refused by the server itself.
      assertEquals("applied", Studio.code(outcomes.get(1)));
      for (int i : List.of(0, 2)) {
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, outcomes.get(i));
        assertTrue(refused.problem().text().contains("exists already"), refused.toString());
      }
    }
  }

  @Test
  void aLoginThatSomebodyElseHasIsNotTakenOver() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.user("render", Map.of("user_type_id", studio.userType("service")));
      studio.server.requests().clear();

      Outcome outcome = studio.apply(Studio.create("render"));

      assertEquals("FTRACK-LOGIN-TAKEN", Studio.code(outcome));
      assertEquals(0, studio.server.requests().counted().actions().getOrDefault("create", 0L));
    }
  }

  @Test
  void aLoginThatIsTakenBetweenLookAndWriteIsSaid() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.server.faults().add(new Fault.LoginTaken(), Trigger.always());

      assertEquals("FTRACK-LOGIN-TAKEN", Studio.code(studio.apply(Studio.create("ada"))));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Refusal.Reason.class,
      names = {"CREDENTIALS", "PARSE"},
      mode = EnumSource.Mode.EXCLUDE)
  void withoutSeatsTheOthersGoOn(Refusal.Reason reason) throws Exception {
    ServerRules rules = ServerRules.usual().withNoSeat(reason);
    try (Studio studio = Studio.with(Options.usual().withSeats(5).withRules(rules))) {
      Account leaver = studio.find(new Lookup.ByAnchor(studio.user("leaver"))).getFirst();
      Account mover = studio.find(new Lookup.ByAnchor(studio.user("mover"))).getFirst();
      List<Change> batch = new ArrayList<>(creates(20));
      batch.add(Studio.update(mover, "first_name", "Changed"));
      batch.add(Studio.disable(leaver));
      studio.target.model();
      studio.server.requests().clear();

      List<Outcome> outcomes = studio.target.apply(batch);

      assertEquals("applied", Studio.code(outcomes.get(20)));
      assertEquals("applied", Studio.code(outcomes.get(21)));
      List<String> creates = outcomes.subList(0, 20).stream().map(Studio::code).toList();
      assertEquals(3, creates.stream().filter("applied"::equals).count());
      assertEquals(17, creates.stream().filter("FTRACK-SEATS"::equals).count());
      assertTrue(studio.server.requests().counted().requests() < 15);
    }
  }

  @Test
  void neverClosesRemovesOrRenamesTheAccountItWorksUnder() throws Exception {
    try (Studio studio = Studio.usual()) {
      Account own = studio.find(new Lookup.ByAttribute("username", Options.USUAL_LOGIN)).getFirst();

      for (Change change :
          List.of(Studio.disable(own), Studio.delete(own), Studio.rename(own, "other"))) {
        assertEquals("FTRACK-OWN-ACCOUNT", Studio.code(studio.apply(change)));
      }
      assertEquals("applied", Studio.code(studio.apply(Studio.update(own, "first_name", "Roll"))));
    }
  }

  @Test
  void leavesAccountsOfProgramsAloneEvenIfAPlanNamesThem() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("render");
      Account render = studio.find(new Lookup.ByAnchor(id)).getFirst();
      studio.change(id, "user_type_id", studio.userType("service"));

      assertEquals("FTRACK-STALE", Studio.code(studio.apply(Studio.disable(render))));
      assertEquals(
          "FTRACK-STALE", Studio.code(studio.apply(Studio.update(render, "first_name", "x"))));
    }
  }

  @Test
  void changesOnlyWhatDiffersAndKeepsTheRest() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("ada", Map.of("first_name", "Ada", "email", "ada@example.com"));
      Account ada = studio.find(new Lookup.ByAnchor(id)).getFirst();
      studio.change(id, "email", "changed@example.com");

      assertEquals("applied", Studio.code(studio.apply(Studio.update(ada, "first_name", "A"))));
      Account after = studio.find(new Lookup.ByAnchor(id)).getFirst();
      assertEquals(
          List.of(List.of("ada"), List.of("A"), List.of(), List.of("changed@example.com")),
          after.values());
    }
  }

  @Test
  void takesAValueAway() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("ada", Map.of("email", "ada@example.com"));
      Account ada = studio.find(new Lookup.ByAnchor(id)).getFirst();

      assertEquals("applied", Studio.code(studio.apply(Studio.update(ada, "email", ""))));
      assertEquals(List.of(), studio.find(new Lookup.ByAnchor(id)).getFirst().values().getLast());
    }
  }

  @Test
  void givesATypeByItsName() throws Exception {
    try (Studio studio = Studio.usual()) {
      String ldap = studio.userType("ldap");

      assertEquals(
          "applied", Studio.code(studio.apply(Studio.create("ada", Map.of("user_type", "ldap")))));
      assertEquals(
          ldap,
          studio
              .hand(new Operation.Query("select user_type_id from User where username is ada"))
              .rows(0)
              .getFirst()
              .path("user_type_id")
              .asString());
      assertEquals(
          "FTRACK-VALUE-FORM",
          Studio.code(studio.apply(Studio.create("bob", Map.of("user_type", "ladp")))));
      assertEquals(
          "FTRACK-UNKNOWN-ATTRIBUTE",
          Studio.code(studio.apply(Studio.create("bob", Map.of("frist_name", "Bob")))));
    }
  }

  @Test
  void aRenameThatOnlyChangesTheLetterCaseIsMade() throws Exception {
    try (Studio studio = Studio.usual()) {
      Account ada = studio.find(new Lookup.ByAnchor(studio.user("ada"))).getFirst();

      assertEquals("applied", Studio.code(studio.apply(Studio.rename(ada, "Ada"))));
      assertEquals(1, studio.count("Ada"));
    }
  }

  @Test
  void somebodyClosedByHandIsNotTouched() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("ada");
      Account ada = studio.find(new Lookup.ByAnchor(id)).getFirst();
      studio.close(id);

      Outcome outcome = studio.apply(Studio.update(ada, "first_name", "A"));

      assertEquals("FTRACK-STALE", Studio.code(outcome));
    }
  }

  @Test
  void nothingWorksWithoutASession() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.server.faults().add(new Fault.KeyExpired(), Trigger.always());

      List<Outcome> outcomes = studio.target.apply(creates(3));

      outcomes.forEach(
          outcome -> assertEquals("unavailable FTRACK-CREDENTIALS", Studio.code(outcome)));
    }
  }

  @Test
  void afterTheServerIsGoneNothingMoreIsTried() throws Exception {
    try (Studio studio = Studio.with(Options.usual(), 10)) {
      studio.target.model();
      studio.server.faults().add(new Fault.HtmlError(), Trigger.always().after(2));
      studio.server.requests().clear();

      List<Outcome> outcomes = studio.target.apply(creates(100));

      List<Outcome> others =
          outcomes.stream().filter(outcome -> !(outcome instanceof Outcome.Applied)).toList();
      assertEquals(90, others.size());
      for (Outcome outcome : others) {
        Problem problem = assertInstanceOf(Outcome.Unavailable.class, outcome).problem();
        assertEquals("FTRACK-BUSY", problem.code());
      }
      int tries = RequestLimits.DEFAULT_AT_ONCE + Patience.USUAL.attempts();
      assertTrue(studio.server.requests().counted().requests() <= 3 + tries);
    }
  }

  @Test
  void invitesWhomItMadeOnceAndOnlyWhenToldTo() throws Exception {
    try (Studio studio = Studio.usual();
        FtrackTarget inviting = new FtrackTarget(studio.settings.withInvites(true))) {
      Change ada = Studio.create("ada", Map.of("email", "ada@example.com"));
      studio.apply(Studio.create("bob", Map.of("email", "bob@example.com")));
      assertEquals(0, invites(studio));

      assertEquals("applied", Studio.code(inviting.apply(List.of(ada)).getFirst()));
      assertEquals("already done", Studio.code(inviting.apply(List.of(ada)).getFirst()));

      assertEquals(1, invites(studio));
    }
  }

  @Test
  void anInvitationWhoseAnswerIsLostIsNotSentAgain() throws Exception {
    try (Studio studio = Studio.usual();
        FtrackTarget inviting = new FtrackTarget(studio.settings.withInvites(true))) {
      studio
          .server
          .faults()
          .add(new Fault.DroppedAfter(), Trigger.always().onAction("send_user_invite"));

      Outcome outcome =
          inviting
              .apply(List.of(Studio.create("ada", Map.of("email", "ada@example.com"))))
              .getFirst();

      assertEquals("FTRACK-NOT-INVITED", Studio.code(outcome));
      assertEquals(1, invites(studio));
    }
  }

  private static long invites(Studio studio) {
    return studio.server.requests().counted().actions().getOrDefault("send_user_invite", 0L);
  }

  private static List<Change> creates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Studio.create("new" + i)).toList();
  }
}
