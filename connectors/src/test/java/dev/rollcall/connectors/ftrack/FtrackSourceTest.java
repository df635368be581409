// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Role;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.ServerRules;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FtrackSourceTest {
  private Studio studio;
  private FtrackSource source;

  @BeforeEach
  void start() throws IOException {
    studio = Studio.with(Options.usual().withLargestPage(50));
    source = new FtrackSource(studio.settings);
    studio.makeCallerAProgram();
  }

  @AfterEach
  void stop() {
    source.close();
    studio.close();
  }

  @Test
  void tellsWhoIsOpenAndWhoseTypeIsWhat() throws ReadFailed {
    studio.close(studio.user("gone", Map.of("user_type_id", studio.userType("ldap"))));
    studio.user("here");

    List<List<List<String>>> found = read("username", "active", "disabled", "user_type");

    assertEquals(
        List.of(
            List.of(List.of("gone"), List.of("false"), List.of("true"), List.of("ldap")),
            List.of(List.of("here"), List.of("true"), List.of("false"), List.of("ftrack"))),
        found);
  }

  @Test
  void readsCustomAttributesOfEveryType() throws ReadFailed {
    String user = studio.user("ada");
    write(attribute("badge", "text"), user, "\"4711\"");
    write(attribute("salary", "number"), user, "4.5");
    write(attribute("remote", "boolean"), user, "true");
    write(
        attribute("since", "date"),
        user,
        "{\"__type__\":\"datetime\",\"value\":\"2026-01-02T00:00:00\"}");
    write(attribute("tools", "dynamic enumerator"), user, "[\"nuke\",\"houdini\"]");
    attribute("unset", "text");

    List<List<List<String>>> found =
        read("badge", "salary", "remote", "since", "tools", "unset", "username");

    assertEquals(
        List.of(
            List.of(
                List.of("4711"),
                List.of("4.5"),
                List.of("true"),
                List.of("2026-01-02T00:00:00"),
                List.of("nuke", "houdini"),
                List.of(),
                List.of("ada"))),
        found);
  }

  @Test
  void readsTheRolesThatPeopleHoldAndWhere() throws ReadFailed {
    studio.server.follow(ServerRules.usual().withRoleOfNewUsers(Optional.empty()));
    Crew crew = new Crew(studio);
    String ada = studio.user("ada");
    studio.user("bob");
    String bunny = crew.project("bunny", false);
    Role manager = crew.role("Project manager");
    Role user = crew.role("User");
    crew.role(Operation.Role.Step.ADD, ada, manager, Optional.empty());
    crew.role(Operation.Role.Step.GRANT, ada, manager, Optional.empty());
    crew.role(Operation.Role.Step.ADD, ada, user, Optional.of(bunny));
    crew.role(Operation.Role.Step.GRANT, ada, user, Optional.of(bunny));

    assertEquals(
        List.of(
            List.of(List.of("ada"), List.of("Project manager", "User @ bunny")),
            List.of(List.of("bob"), List.of())),
        read("username", "roles"));
  }

  @Test
  void rolesCostTheirPagesAndNothingForEachPerson() throws ReadFailed {
    for (int i = 0; i < 100; i++) {
      studio.user("u" + i);
    }
    SourceRequest without = new SourceRequest(List.of("username"), Optional.empty());
    SourceRequest with = new SourceRequest(List.of("username", "roles"), Optional.empty());
    source.read(without, _ -> {});

    long before = source.read(without, _ -> {}).requests();
    long after = source.read(with, _ -> {}).requests();

    // Roles, projects, and 101 roles that are held, 50 in a page.
    assertEquals(before + 1 + 1 + 3, after);
  }

  @Test
  void readsGroupsWithTheirMembersAndSubgroups() throws ReadFailed {
    String ada = studio.user("ada");
    String art = group("art", Map.of());
    String light = group("light", Map.of("parent_id", text(art)));
    group("project team", Map.of("local", JsonMapper.shared().readTree("true")));
    member(ada, light);
    Map<String, List<String>> found = new TreeMap<>();

    CompleteRead read =
        source.readGroups(
            new SourceRequest(List.of("id", "name"), Optional.empty()),
            (group, members) -> found.put(group.values("name").getFirst(), members));

    assertEquals(Map.of("art", List.of(light), "light", List.of(ada)), found);
    assertEquals(2, read.entries());
    assertEquals(List.of("id"), source.memberColumns());
  }

  @Test
  void readsThousandsInTheirPagesAndAFewRequests() throws Exception {
    try (Studio large = Studio.usual();
        FtrackSource people = new FtrackSource(large.settings)) {
      large.add(2_000);
      TreeSet<String> ids = new TreeSet<>();

      CompleteRead read =
          people.read(
              new SourceRequest(List.of("id", "username"), Optional.empty()),
              identity -> ids.add(identity.values("id").getFirst()));

      assertEquals(2_001, ids.size());
      assertEquals(1 + 5, read.requests());
    }
  }

  @Test
  void aPageThatComesTwiceOrNotAtAllEndsTheRead() {
    for (int i = 0; i < 200; i++) {
      studio.user("u" + i);
    }
    for (Fault fault : List.of(new Fault.PageRepeated(), new Fault.PageSkipped())) {
      studio.server.faults().add(fault, Trigger.always());

      ReadFailed failed = assertThrows(ReadFailed.class, () -> read("username"));

      assertEquals("FTRACK-PAGING", failed.problem().code(), fault.toString());
      studio.server.faults().clear();
    }
  }

  private List<List<List<String>>> read(String... names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source.read(new SourceRequest(List.of(names), Optional.empty()), people::add);
    return people.stream()
        .sorted((one, other) -> one.origin().compareTo(other.origin()))
        .map(Identity::values)
        .toList();
  }

  private String attribute(String key, String type) {
    String typeId =
        studio
            .hand(
                new Operation.Query(
                    "select id from CustomAttributeType where name is " + QueryText.quoted(type)))
            .rows(0)
            .getFirst()
            .path("id")
            .asString();
    return create(
        "CustomAttributeConfiguration",
        Map.of(
            "key", text(key),
            "label", text(key),
            "entity_type", text("user"),
            "type_id", text(typeId),
            "config", text("{}")));
  }

  private void write(String configuration, String user, String json) {
    studio.hand(
        new Operation.Update(
            "UserCustomAttributeValue",
            List.of(configuration, user),
            new TreeMap<>(Map.of("value", JsonMapper.shared().readTree(json)))));
  }

  private String group(String name, Map<String, JsonNode> more) {
    TreeMap<String, JsonNode> values = new TreeMap<>(more);
    values.put("name", text(name));
    values.putIfAbsent("local", JsonMapper.shared().readTree("false"));
    return create("Group", values);
  }

  private void member(String user, String group) {
    create("Membership", Map.of("user_id", text(user), "group_id", text(group)));
  }

  private String create(String type, Map<String, JsonNode> values) {
    String id = UUID.randomUUID().toString();
    studio.hand(new Operation.Create(type, id, new TreeMap<>(values)));
    return id;
  }

  private static JsonNode text(String value) {
    return JsonMapper.shared().getNodeFactory().stringNode(value);
  }
}
