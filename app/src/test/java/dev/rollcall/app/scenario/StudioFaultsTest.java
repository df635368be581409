// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every way in which a studio's server can misbehave while people, groups and memberships change:
/// the run ends with the right code, nothing is lost, nothing is there twice, and the next run
/// brings everything in line.
class StudioFaultsTest {
  private static final String CONFIGURATION =
      """
      systems:
        people: { type: file, path: people.csv }
        studio: { type: ftrack, page_size: 3 }
      syncs:
        people-to-studio:
          from: people
          to: studio
          users:
            anchor: id
            match: [username]
            attributes:
              username: login
              first_name: first
              last_name: last
              email: login + '@studio.example'
          groups:
            by: department
            gone: delete
      """;

  private static final String FIRST_DAY =
      """
      id,login,first,last,department
      1,anna.ek,Anna,Ek,Light
      2,bo.li,Bo,Li,Light
      3,cem.ay,Cem,Ay,Layout
      4,dag.os,Dag,Os,Layout
      5,eva.um,Eva,Um,Sound
      """;

  private static final String SECOND_DAY =
      """
      id,login,first,last,department
      1,anna.holm,Anna,Holm,Light
      2,bo.li,Bo,Li,Layout
      3,cem.ay,Cem,Aydin,Layout
      4,dag.os,Dag,Os,Comp
      6,fia.ros,Fia,Ros,Comp
      7,geo.pan,Geo,Pan,Light
      """;

  private static final List<String> PEOPLE_AFTERWARDS =
      List.of(
          "anna.holm Holm true",
          "bo.li Li true",
          "cem.ay Aydin true",
          "dag.os Os true",
          "eva.um Um false",
          "fia.ros Ros true",
          "geo.pan Pan true",
          "rollcall  true");

  private static final List<String> MEMBERS_AFTERWARDS =
      List.of(
          "Comp: dag.os",
          "Comp: fia.ros",
          "Layout: bo.li",
          "Layout: cem.ay",
          "Light: anna.holm",
          "Light: geo.pan");

  @TempDir private Path desk;

  /// A fault and how a run ends that meets it.
  ///
  /// @param code the exit code
  /// @param problem what is told; nothing where it is empty
  private record Case(Fault fault, Trigger trigger, int code, String problem) {
    @Override
    public String toString() {
      return fault
          + " "
          + trigger.action().orElse("any")
          + " "
          + trigger.entityType().orElse("")
          + (trigger.times().isPresent() ? " once" : " always");
    }
  }

  @TestFactory
  Stream<DynamicTest> endsRightAndConverges() {
    return Stream.of(passing(), refusing(), lasting(), reading())
        .flatMap(cases -> cases)
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> isRight(each)));
  }

  /// What passes, at every kind of write: nobody notices.
  private static Stream<Case> passing() {
    List<Fault> faults =
        List.of(
            new Fault.Latency(Duration.ofMillis(50)),
            new Fault.HtmlError(),
            new Fault.Unavailable(Optional.empty()),
            new Fault.DroppedBefore(),
            new Fault.DroppedAfter(),
            new Fault.Truncated());
    List<Trigger> triggers =
        List.of(
            Trigger.once().onAction("create").onEntityType("User"),
            Trigger.once().onAction("update").onEntityType("User"),
            Trigger.once().onAction("create").onEntityType("Group"),
            Trigger.once().onAction("delete").onEntityType("Group"),
            Trigger.once().onAction("create").onEntityType("Membership"),
            Trigger.once().onAction("delete").onEntityType("Membership"));
    Stream<Case> written =
        faults.stream()
            .flatMap(fault -> triggers.stream().map(trigger -> new Case(fault, trigger, 0, "")));
    return Stream.concat(
        written, Stream.of(new Case(new Fault.Reordered(), Trigger.always(), 0, "")));
  }

  /// What the server will not do: the rest is done.
  private static Stream<Case> refusing() {
    return Stream.of(
        new Case(new Fault.LoginTaken(), Trigger.always(), 6, "FTRACK-LOGIN-TAKEN"),
        new Case(new Fault.NoSeats(), Trigger.always(), 6, "FTRACK-SEATS"),
        denied("create", "User"),
        denied("update", "User"),
        denied("create", "Group"),
        denied("delete", "Group"),
        denied("create", "Membership"),
        denied("delete", "Membership"));
  }

  private static Case denied(String action, String type) {
    return new Case(
        new Fault.PermissionDenied(),
        Trigger.always().onAction(action).onEntityType(type),
        6,
        "FTRACK-PERMISSION");
  }

  /// What does not pass while the run lasts.
  private static Stream<Case> lasting() {
    Trigger writing = Trigger.always().onAction("create").onEntityType("Membership");
    return Stream.of(
        new Case(new Fault.KeyExpired(), writing, 6, "FTRACK-CREDENTIALS"),
        new Case(
            new Fault.Unavailable(Optional.of(Duration.ofHours(1))), writing, 6, "FTRACK-BUSY"));
  }

  /// What keeps it from being read whole: nothing is written.
  private static Stream<Case> reading() {
    return Stream.of(
        new Case(new Fault.KeyExpired(), Trigger.always(), 3, "FTRACK-CREDENTIALS"),
        new Case(
            new Fault.Unavailable(Optional.of(Duration.ofHours(1))),
            Trigger.always(),
            5,
            "FTRACK-BUSY"),
        new Case(new Fault.PageRepeated(), Trigger.always(), 5, "FTRACK-PAGING"),
        new Case(new Fault.PageSkipped(), Trigger.always(), 5, "FTRACK-PAGING"),
        new Case(
            new Fault.PermissionDenied(),
            Trigger.always().onAction("query"),
            3,
            "FTRACK-PERMISSION"));
  }

  private void isRight(Case each) throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = firstDay(studio);
      shell.file("people.csv", SECOND_DAY);
      studio.faults().add(each.fault(), each.trigger());

      Ran met = shell.run("run", "--limit", "50");
      studio.faults().clear();

      assertEquals(each.code(), met.code(), met.out() + met.err());
      assertTrue(met.err().contains(each.problem()), met.out() + met.err());
      if (each.code() == 0) {
        shell.run("plan").expect(0);
      }
      shell.run("run").expect(0);
      shell.run("plan").expect(0);
      assertEquals(PEOPLE_AFTERWARDS, people(studio));
      assertEquals(List.of("Comp", "Layout", "Light"), groups(studio));
      assertEquals(MEMBERS_AFTERWARDS, members(studio));
    }
  }

  private Shell firstDay(FtrackSandbox studio) {
    try {
      Shell shell =
          new Shell(Files.createTempDirectory(desk, "case"))
              .with("FTRACK_SERVER", studio.uri().toString())
              .with("FTRACK_API_USER", Options.USUAL_LOGIN)
              .with("FTRACK_API_KEY", Options.USUAL_KEY);
      shell.file("rollcall.yaml", CONFIGURATION);
      shell.file("people.csv", FIRST_DAY);
      shell.run("run").expect(0);
      return shell;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Everybody, each as often as they are there.
  private static List<String> people(FtrackSandbox studio) {
    return sorted(
        studio,
        "select username, last_name, is_active from User",
        user ->
            "%s %s %s"
                .formatted(
                    user.path("username").asString(""),
                    user.path("last_name").asString(""),
                    user.path("is_active").asBoolean()));
  }

  private static List<String> groups(FtrackSandbox studio) {
    return sorted(studio, "select name from Group", group -> group.path("name").asString(""));
  }

  private static List<String> members(FtrackSandbox studio) {
    StudioHands hands = new StudioHands(studio);
    Map<String, String> names = new HashMap<>();
    hands
        .query("select id, name from Group")
        .forEach(row -> names.put(row.path("id").asString(), row.path("name").asString()));
    hands
        .query("select id, username from User")
        .forEach(row -> names.put(row.path("id").asString(), row.path("username").asString()));
    return sorted(
        studio,
        "select group_id, user_id from Membership",
        member ->
            names.get(member.path("group_id").asString())
                + ": "
                + names.get(member.path("user_id").asString()));
  }

  private static List<String> sorted(
      FtrackSandbox studio, String query, Function<JsonNode, String> words) {
    return new StudioHands(studio).query(query).stream().map(words).sorted().toList();
  }
}
