// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Role;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Each way in which the sandbox can misbehave while groups, members, roles and teams change: what
/// is told is true, nothing is there twice, and what was not done can be done afterwards.
class FtrackCrewFaultsTest {
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.HtmlError(),
          new Fault.Unavailable(Optional.empty()),
          new Fault.Unavailable(Optional.of(Duration.ofHours(3))),
          new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(3))),
          new Fault.DroppedBefore(),
          new Fault.DroppedAfter(),
          new Fault.Truncated(),
          new Fault.KeyExpired(),
          new Fault.PermissionDenied());

  @TestFactory
  Stream<DynamicTest> isRightWithEveryFault() {
    return FAULTS.stream()
        .flatMap(fault ->
            Stream.of(
                    Trigger.once(),
                    Trigger.once().after(1),
                    Trigger.once().after(3),
                    Trigger.next(3).after(4),
                    Trigger.once().after(6),
                    Trigger.once().onAction("create"),
                    Trigger.once().onEntityType("Membership"),
                    Trigger.next(2).onAction("add_user_security_role"),
                    Trigger.once().onAction("grant_user_security_role_project"),
                    Trigger.once().onAction("revoke_user_security_role_project"),
                    Trigger.once().onAction("remove_user_security_role"),
                    Trigger.always())
                .map(trigger ->
                    DynamicTest.dynamicTest(fault + " " + trigger, () -> isRight(fault, trigger))));
  }

  private static void isRight(Fault fault, Trigger trigger) throws Exception {
    try (Studio studio = Studio.usual()) {
      Scene scene = new Scene(studio);
      List<Change> changes = scene.changes();
      studio.server.faults().add(fault, trigger);

      List<Outcome> outcomes = studio.target.apply(changes);
      studio.server.faults().clear();

      for (int i = 0; i < changes.size(); i++) {
        boolean done = scene.isDone(changes.get(i));
        String told = changes.get(i) + " " + Studio.code(outcomes.get(i));
        switch (outcomes.get(i)) {
          case Outcome.Applied _, Outcome.AlreadyDone _ -> assertTrue(done, told);
          case Outcome.Refused _, Outcome.Stale _ -> assertTrue(!done, told);
          case Outcome.Unavailable _ -> {}
        }
      }
      scene.converges(changes);
    }
  }

  /// A studio in the middle of its work.
  private static final class Scene {
    private final Studio studio;
    private final Crew crew;
    private final Map<String, Member> users = new LinkedHashMap<>();
    private final String vfx;
    private final String art;
    private final String lighting;
    private final String old;
    private final Role manager;
    private final Grant everywhere;
    private final Grant onBunny;
    private final Grant team;
    private final Grant asUser;

    Scene(Studio studio) throws Exception {
      this.studio = studio;
      this.crew = new Crew(studio);
      for (String login : List.of("ada", "bob", "cleo", "dan")) {
        users.put(login, Crew.user(login, studio.user(login)));
      }
      vfx = crew.group("VFX", id("ada"), id("bob"));
      art = crew.group("Art");
      lighting = crew.group("Lighting");
      old = crew.group("Old", id("ada"));
      crew.putInside(lighting, vfx);
      manager = crew.role("Project manager");
      everywhere = Grant.onAllOpen(manager);
      onBunny = Grant.on(manager, crew.project(crew.project("bunny", true)));
      team = Grant.team(crew.project(onBunny.project().orElseThrow()));
      asUser = Grant.onAllOpen(crew.role("User"));
      crew.role(Operation.Role.Step.GRANT, id("ada"), crew.role("User"), Optional.empty());
    }

    private String id(String login) {
      return user(login).account().orElseThrow().value();
    }

    private Member user(String login) {
      return Optional.ofNullable(users.get(login)).orElseThrow();
    }

    List<Change> changes() throws Exception {
      List<Change> changes = new ArrayList<>();
      changes.add(Crew.create("New"));
      changes.add(Crew.rename(crew.find("Art"), "Design"));
      changes.add(Crew.delete(crew.find("Old")));
      changes.add(
          Crew.members(
              "VFX",
              vfx,
              List.of(user("cleo"), user("dan")),
              List.of(user("ada"), Crew.inner("Lighting", lighting))));
      changes.add(
          Crew.members(
              "Design", art, List.of(user("ada"), Crew.inner("Lighting", lighting)), List.of()));
      changes.add(Crew.grants(everywhere, List.of(user("ada"), user("bob")), List.of()));
      changes.add(Crew.grants(onBunny, List.of(user("ada"), user("cleo")), List.of()));
      changes.add(Crew.grants(asUser, List.of(), List.of(user("ada"))));
      changes.add(Crew.grants(team, List.of(user("ada"), user("bob")), List.of()));
      return changes;
    }

    boolean isDone(Change change) throws Exception {
      return switch (change) {
        case Change.Create _ -> crew.groups().containsKey("New");
        case Change.Rename _ -> crew.groups().containsKey("Design");
        case Change.Delete _ -> !crew.groups().containsKey("Old");
        case Change.Members members -> {
          Set<String> in = in(members);
          yield members.added().stream().allMatch(member -> in.contains(id(member)))
              && members.removed().stream().noneMatch(member -> in.contains(id(member)));
        }
        default -> throw new AssertionError(change);
      };
    }

    private Set<String> in(Change.Members change) throws Exception {
      String holder = change.subject().account().orElseThrow().value();
      return switch (change.subject().sort()) {
        case GROUP ->
            crew.groups()
                .getOrDefault(
                    holder.equals(vfx)
                        ? "VFX"
                        : crew.groups().containsKey("Design") ? "Design" : "Art",
                    Set.of());
        case ROLE, TEAM ->
            crew.holders(
                Grant.of(change.subject().sort(), change.subject().account().orElseThrow()));
        case USER -> throw new AssertionError(change);
      };
    }

    private static String id(Member member) {
      return member.account().orElseThrow().value();
    }

    void converges(List<Change> changes) throws Exception {
      for (Outcome outcome : studio.target.apply(changes)) {
        String code = Studio.code(outcome);
        assertTrue(code.equals("applied") || code.equals("already done"), code);
      }
      for (Change change : changes) {
        assertTrue(isDone(change), change.toString());
        assertEquals("already done", Studio.code(studio.apply(change)));
      }
      assertEquals(
          Map.of(
              "VFX", Set.of(id("bob"), id("cleo"), id("dan")),
              "Design", Set.of(id("ada"), lighting),
              "Lighting", Set.of(),
              "New", Set.of()),
          crew.groups());
      assertEquals(4, crew.count("Membership"));
      assertEquals(2, crew.count("Appointment"));
      assertEquals(Set.of(id("ada"), id("bob")), crew.holders(everywhere));
      assertEquals(Set.of(), crew.holders(asUser));
      assertEquals(old.length(), lighting.length());
    }
  }
}
