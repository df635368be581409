// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static dev.rollcall.connectors.ftrack.Difference.ASKS_AT_ONCE;
import static dev.rollcall.connectors.ftrack.Difference.CHECKS_THE_FILE;
import static dev.rollcall.connectors.ftrack.Difference.COMPONENT_AFTER_ITS_FILE;
import static dev.rollcall.connectors.ftrack.Difference.ESCAPES_WHAT_ENDS_A_TEXT;
import static dev.rollcall.connectors.ftrack.Difference.GIVES_THE_KEY;
import static dev.rollcall.connectors.ftrack.Difference.KEEPS_A_PRINT;
import static dev.rollcall.connectors.ftrack.Difference.LOOKS_FIRST;
import static dev.rollcall.connectors.ftrack.Difference.NAMES_WHAT_IT_CREATES;
import static dev.rollcall.connectors.ftrack.Difference.PROVES_THE_END;
import static dev.rollcall.connectors.ftrack.Difference.READS_BY_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rollcall.connectors.ftrack.SentRequests.Prepared;
import dev.rollcall.connectors.ftrack.SentRequests.Work;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.sandbox.ftrack.Options;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What we send is what ftrack's JavaScript client sends for the same work, but for the differences
/// that are named here. (That client has no functions for roles: their actions are written by
/// hand.)
class SameWorkTest {
  private static final Reason REASON = new Reason(Why.MOVER, "the test says so");
  private static final Prepared NOTHING = _ -> List.of();
  private static final Prepared JANE = studio -> List.of(studio.user("jdoe", Map.of()));
  private static final Prepared NOTED =
      studio -> {
        String id = studio.user("jdoe", Map.of());
        studio.hand(new Operation.Metadata(id, "rollcall.anchor", "4711"));
        return List.of(id);
      };

  @BeforeAll
  static void install() throws Exception {
    SentRequests.install();
  }

  private static void same(String name, Prepared prepared, Work work, Difference... differences)
      throws Exception {
    List<List<ObjectNode>> theirs = SentRequests.theirs(name, prepared);
    List<List<ObjectNode>> ours = SentRequests.ours(name, prepared, work);
    for (Difference difference : differences) {
      List<List<ObjectNode>> before = ours;
      ours = difference.removed(ours);
      assertNotEquals(before, ours, () -> "not so any more: " + difference.reason());
    }
    assertEquals(SentRequests.text(theirs), SentRequests.text(ours));
  }

  @Test
  void start() throws Exception {
    same("start", NOTHING, (studio, _) -> studio.target.model(), ASKS_AT_ONCE);
  }

  @Test
  void createUser() throws Exception {
    Map<String, String> values =
        Map.of(
            "first_name",
            "Jane",
            "last_name",
            "O'Neil \"the\" \\ Žižek",
            "email",
            "jane@example.com");

    same(
        "createUser",
        NOTHING,
        (studio, _) -> apply(studio, Studio.create("jdoe", values)),
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void createUsersInOneCall() throws Exception {
    same(
        "createUsers",
        NOTHING,
        (studio, _) ->
            apply(studio, Studio.create("ann", Map.of()), Studio.create("bob", Map.of())),
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void updateUser() throws Exception {
    same(
        "updateUser",
        JANE,
        (studio, ids) -> update(studio, ids, "email", "", "new@example.com"),
        LOOKS_FIRST);
  }

  @Test
  void renameUser() throws Exception {
    same(
        "renameUser",
        JANE,
        (studio, ids) ->
            apply(
                studio,
                new Change.Rename(
                    jane(ids),
                    new AccountKey("jroe"),
                    List.of(new Edit("username", List.of("jdoe"), List.of("jroe"))),
                    REASON)),
        LOOKS_FIRST);
  }

  @Test
  void disableUser() throws Exception {
    same(
        "disableUser",
        JANE,
        (studio, ids) -> apply(studio, new Change.Disable(jane(ids), REASON)),
        LOOKS_FIRST);
  }

  @Test
  void enableUser() throws Exception {
    Prepared closed =
        studio -> {
          String id = studio.user("jdoe", Map.of());
          studio.close(id);
          return List.of(id);
        };

    same(
        "enableUser",
        closed,
        (studio, ids) ->
            apply(studio, new Change.Enable(jane(ids), new AccountKey("jdoe"), List.of(), REASON)),
        LOOKS_FIRST);
  }

  @Test
  void deleteUser() throws Exception {
    same(
        "deleteUser",
        JANE,
        (studio, ids) -> apply(studio, new Change.Delete(jane(ids), REASON)),
        LOOKS_FIRST);
  }

  @Test
  void queryWithQuotes() throws Exception {
    String name = "O'Neil \"the\" <b> 50% Žižek";

    same(
        "queryQuoted",
        NOTHING,
        (studio, _) ->
            studio.hand(
                new Operation.Query(
                    "select id from Group where name is " + QueryText.quoted(name))),
        ESCAPES_WHAT_ENDS_A_TEXT);
  }

  @Test
  void pages() throws Exception {
    Prepared groups =
        studio -> {
          Crew crew = new Crew(studio);
          List.of("a", "b", "c", "d").forEach(crew::group);
          return List.of();
        };

    same("pages", groups, (studio, _) -> readGroups(studio), PROVES_THE_END, READS_BY_ID);
  }

  private static void readGroups(Studio studio) throws ReadFailed {
    FtrackSettings settings =
        new FtrackSettings(
            "studio",
            studio.server.uri(),
            Options.USUAL_LOGIN,
            Secret.of(Options.USUAL_KEY),
            FtrackSettings.DEFAULT_BATCH,
            3,
            FtrackSettings.DEFAULT_TIMEOUT);
    try (FtrackClient client = new FtrackClient(settings)) {
      List<String> columns = List.of("id", "name");
      Pages.whole(client, settings, new Pages.What("Group", "groups", columns, Optional.empty()))
          .read(_ -> {});
    }
  }

  @Test
  void createGroup() throws Exception {
    same(
        "createGroup",
        NOTHING,
        (studio, _) -> apply(studio, Crew.create("Lighting")),
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void letSomebodyIntoAGroup() throws Exception {
    Prepared group =
        studio -> List.of(new Crew(studio).group("Lighting"), studio.user("jdoe", Map.of()));

    same(
        "createMembership",
        group,
        (studio, ids) -> {
          List<Member> in = List.of(Crew.user("jdoe", ids.get(1)));
          apply(studio, Crew.members("Lighting", ids.getFirst(), in, List.of()));
        },
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void letSomebodyOutOfAGroup() throws Exception {
    Prepared membership =
        studio -> {
          Crew crew = new Crew(studio);
          String group = crew.group("Lighting");
          String user = studio.user("jdoe", Map.of());
          String between = crew.create("Membership", Map.of("group_id", group, "user_id", user));
          return List.of(between, group, user);
        };

    same(
        "deleteMembership",
        membership,
        (studio, ids) -> {
          List<Member> out = List.of(Crew.user("jdoe", ids.get(2)));
          apply(studio, Crew.members("Lighting", ids.get(1), List.of(), out));
        },
        LOOKS_FIRST);
  }

  @Test
  void putSomebodyOnTheTeamOfAProject() throws Exception {
    Prepared project =
        studio -> List.of(new Crew(studio).project("bunny", false), studio.user("jdoe", Map.of()));

    same(
        "allocate",
        project,
        (studio, ids) -> {
          Grant team = new Grant(Sort.TEAM, "", Optional.of(ids.getFirst()));
          List<Member> in = List.of(Crew.user("jdoe", ids.get(1)));
          apply(studio, Crew.grants(team, in, List.of()));
        },
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void setACustomAttribute() throws Exception {
    Prepared attribute = studio -> List.of(employeeId(studio), studio.user("jdoe", Map.of()));

    same(
        "setCustomAttribute",
        attribute,
        (studio, ids) -> update(studio, ids.subList(1, 2), "custom.employee_id", "", "4711"),
        LOOKS_FIRST);
  }

  private static String employeeId(Studio studio) {
    String type =
        studio
            .hand(new Operation.Query("select id from CustomAttributeType where name is text"))
            .rows(0)
            .getFirst()
            .path("id")
            .asString();
    return new Crew(studio)
        .create(
            "CustomAttributeConfiguration",
            Map.of(
                "key",
                "employee_id",
                "label",
                "Employee",
                "entity_type",
                "user",
                "type_id",
                type,
                "config",
                "{}"));
  }

  @Test
  void setMetadata() throws Exception {
    same(
        "setMetadata",
        JANE,
        (studio, ids) -> update(studio, ids, "metadata.rollcall.anchor", "", "4711"),
        LOOKS_FIRST,
        NAMES_WHAT_IT_CREATES);
  }

  @Test
  void changeMetadata() throws Exception {
    same(
        "changeMetadata",
        NOTED,
        (studio, ids) -> update(studio, ids, "metadata.rollcall.anchor", "4711", "4712"),
        LOOKS_FIRST);
  }

  @Test
  void takeMetadata() throws Exception {
    same(
        "takeMetadata",
        NOTED,
        (studio, ids) -> update(studio, ids, "metadata.rollcall.anchor", "4711", ""),
        LOOKS_FIRST);
  }

  @Test
  void setAPicture() throws Exception {
    String jpeg = jpeg();

    same(
        "setPicture",
        studio -> List.of(studio.user("jdoe", Map.of()), jpeg),
        (studio, ids) -> update(studio, ids.subList(0, 1), "avatar", "", jpeg),
        LOOKS_FIRST,
        GIVES_THE_KEY,
        COMPONENT_AFTER_ITS_FILE,
        CHECKS_THE_FILE,
        KEEPS_A_PRINT);
  }

  /// As our client would encode it, so that the sizes are the same.
  private static String jpeg() throws Exception {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    String png = Base64.getEncoder().encodeToString(out.toByteArray());
    Picture.Made.Ready ready = assertInstanceOf(Picture.Made.Ready.class, Picture.from(png));
    return Base64.getEncoder().encodeToString(ready.picture().jpeg());
  }

  private static void apply(Studio studio, Change... changes) {
    for (Outcome outcome : studio.target.apply(List.of(changes))) {
      assertEquals("applied", Studio.code(outcome));
    }
  }

  private static void update(
      Studio studio, List<String> ids, String attribute, String before, String after) {
    Edit edit = new Edit(attribute, listed(before), listed(after));
    apply(studio, new Change.Update(jane(ids), List.of(edit), REASON));
  }

  private static List<String> listed(String value) {
    return value.isEmpty() ? List.of() : List.of(value);
  }

  private static Subject jane(List<String> ids) {
    return new Subject(
        new AccountKey("jdoe"), Optional.of(new Anchor(ids.getFirst())), Optional.empty(), "jdoe");
  }
}
