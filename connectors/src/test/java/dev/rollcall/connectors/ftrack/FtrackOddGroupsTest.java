// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Servers that do what nobody has written down.
class FtrackOddGroupsTest {
  private static final ServerRules USUAL = ServerRules.usual();

  @Test
  void everyOneOfSeveralSameMembershipsGoes() throws Exception {
    ServerRules rules = USUAL.withGroups(USUAL.groups().withSameMemberships(true));
    try (Studio studio = Studio.with(Options.usual().withRules(rules))) {
      Crew crew = new Crew(studio);
      String ada = studio.user("ada");
      String vfx = crew.group("VFX", ada, ada, ada);

      assertEquals(Map.of("VFX", Set.of(ada)), crew.groups());
      Change out = Crew.members("VFX", vfx, List.of(), List.of(Crew.user("ada", ada)));
      assertEquals("applied", Studio.code(studio.apply(out)));
      assertEquals(0, crew.count("Membership"));
    }
  }

  @Test
  void groupsOfOneNameAreToldApartByTheirIds() throws Exception {
    try (Studio studio = Studio.usual()) {
      Crew crew = new Crew(studio);
      String ada = studio.user("ada");
      String one = crew.group("VFX");
      String other = crew.group("VFX");

      studio.apply(Crew.members("VFX", other, List.of(Crew.user("ada", ada)), List.of()));

      Map<String, List<String>> groups = new TreeMap<>();
      crew.readGroups(groups);
      assertEquals(Map.of(one, List.of(), other, List.of(ada)), groups);
    }
  }

  @Test
  void aServerThatTakesFewOperationsAtOnceGetsThemAll() throws Exception {
    ServerRules small = USUAL.withLargestBatch(OptionalInt.of(7));
    try (Studio studio = Studio.with(Options.usual().withRules(small))) {
      Crew crew = new Crew(studio);
      String vfx = crew.group("VFX");
      List<Member> all =
          IntStream.range(0, 60).mapToObj(i -> Crew.user("u" + i, studio.user("u" + i))).toList();
      Grant everywhere = Grant.onAllOpen(crew.role("Project manager"));

      List<Change> changes = new ArrayList<>();
      IntStream.range(0, 20).forEach(i -> changes.add(Crew.create("g" + i)));
      changes.add(Crew.members("VFX", vfx, all, List.of()));
      changes.add(Crew.grants(everywhere, all, List.of()));
      for (Outcome outcome : studio.target.apply(changes)) {
        assertEquals("applied", Studio.code(outcome));
      }

      assertEquals(60, crew.holders(everywhere).size());
      assertEquals(60, crew.count("Membership"));
    }
  }

  static Stream<Fault> pages() {
    return Stream.of(new Fault.PageRepeated(), new Fault.PageSkipped());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aReadThatMissesAPageFails(Fault fault) throws Exception {
    try (Studio studio = Studio.with(Options.usual().withLargestPage(50))) {
      Crew crew = new Crew(studio);
      String[] users =
          IntStream.range(0, 40).mapToObj(i -> studio.user("u" + i)).toArray(String[]::new);
      IntStream.range(0, 5).forEach(i -> crew.group("g" + i, users));
      studio.target.model();
      studio.server.faults().add(fault, Trigger.always().onEntityType("Membership"));
      studio.server.faults().add(fault, Trigger.always().after(2));

      ReadFailed failed = assertThrows(ReadFailed.class, crew::groups);

      assertEquals("FTRACK-PAGING", failed.problem().code());
    }
  }

  @Test
  void aServerThatDoesUpdatesBeforeCreatesIsNoTrouble() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.server.faults().add(new Fault.Reordered(), Trigger.always());

      Outcome outcome =
          studio.apply(
              Studio.create("ada", Map.of("metadata.rollcall.anchor", "hr-1", "email", "a@b.c")));

      assertEquals("applied", Studio.code(outcome));
      assertEquals(1, studio.count("ada"));
    }
  }
}
