// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Custom attributes of every type, and metadata, as attributes of users.
class FtrackAttributesTest {
  private static final List<String> ALL =
      List.of(
          "username",
          "custom.employee_id",
          "custom.remote",
          "custom.floor",
          "custom.started",
          "custom.department",
          "custom.skills",
          "metadata.rollcall.anchor");
  private static final Map<String, List<String>> MARA =
      Map.of(
          "username", List.of("mara"),
          "custom.employee_id", List.of("4711"),
          "custom.remote", List.of("TRUE"),
          "custom.floor", List.of("3"),
          "custom.started", List.of("2026-11-20"),
          "custom.department", List.of("Lighting"),
          "custom.skills", List.of("Houdini", "Nuke"),
          "metadata.rollcall.anchor", List.of("hr-10233"));

  private Studio studio;

  @BeforeEach
  void start() throws Exception {
    studio = Studio.usual();
    attribute("employee_id", "text", "{}");
    attribute("remote", "boolean", "{}");
    attribute("floor", "number", "{\"isdecimal\":false}");
    attribute("started", "date", "{}");
    attribute("department", "enumerator", options(false, "Lighting", "Comp"));
    attribute("skills", "enumerator", options(true, "Nuke", "Houdini", "Maya"));
    attribute("age", "expression", "{}");
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private static String options(boolean several, String... values) {
    List<String> options = new ArrayList<>();
    for (String value : values) {
      options.add("{\\\"menu\\\":\\\"%s!\\\",\\\"value\\\":\\\"%s\\\"}".formatted(value, value));
    }
    return "{\"multiSelect\":%s,\"data\":\"[%s]\"}".formatted(several, String.join(",", options));
  }

  private void attribute(String key, String type, String config) {
    String typeId =
        studio
            .hand(
                new Operation.Query(
                    "select id from CustomAttributeType where name is " + QueryText.quoted(type)))
            .rows(0)
            .getFirst()
            .path("id")
            .asString();
    Map<String, JsonNode> values = new TreeMap<>();
    JsonNodeFactory json = JsonNodeFactory.instance;
    values.put("key", json.stringNode(key));
    values.put("label", json.stringNode(key));
    values.put("entity_type", json.stringNode("user"));
    values.put("type_id", json.stringNode(typeId));
    values.put("config", json.stringNode(config));
    String id = UUID.randomUUID().toString();
    studio.hand(new Operation.Create("CustomAttributeConfiguration", id, new TreeMap<>(values)));
  }

  private Account read(String login) throws Exception {
    List<Account> found = new ArrayList<>();
    studio.target.read(
        new AccountRequest(ALL, Optional.of(List.of(new Lookup.ByAttribute("username", login)))),
        found::add);
    return found.getFirst();
  }

  private static Change create(Map<String, List<String>> values) {
    String login = values.getOrDefault("username", List.of("")).getFirst();
    return new Change.Create(
        new Subject(new AccountKey(login), Optional.empty(), Optional.empty(), login),
        new Attributes(new TreeMap<>(values)),
        new Reason(Why.JOINER, "the test says so"));
  }

  private static Change update(Account account, String name, List<String> values) {
    Edit edit = new Edit(name, account.values().get(ALL.indexOf(name)), values);
    return new Change.Update(
        Studio.subject(account), List.of(edit), new Reason(Why.MOVER, "the test says so"));
  }

  private static Map<String, List<String>> held(Account account) {
    Map<String, List<String>> held = new TreeMap<>();
    for (int i = 0; i < ALL.size(); i++) {
      held.put(ALL.get(i), account.values().get(i).stream().sorted().toList());
    }
    return held;
  }

  private static boolean same(AccountModel model, String name, List<String> one, List<String> two) {
    return Set.copyOf(model.attribute(name).rule().normal(one))
        .equals(Set.copyOf(model.attribute(name).rule().normal(two)));
  }

  @Test
  void whatIsGivenToANewUserComesBack() throws Exception {
    Outcome outcome = studio.apply(create(MARA));

    assertEquals("applied", Studio.code(outcome));
    AccountModel model = studio.target.model();
    held(read("mara"))
        .forEach((name, values) ->
            assertTrue(
                same(model, name, values, MARA.getOrDefault(name, List.of())),
                name + " is " + values));
    assertEquals("already done", Studio.code(studio.apply(create(MARA))));
  }

  @Test
  void manyNewUsersTakeALookAndACallTwice() throws Exception {
    studio.target.model();
    studio.server.requests().clear();

    List<Outcome> outcomes =
        studio.target.apply(
            IntStream.range(0, 20)
                .mapToObj(i -> {
                  Map<String, List<String>> values = new TreeMap<>(MARA);
                  values.put("username", List.of("new" + i));
                  return create(values);
                })
                .toList());

    outcomes.forEach(outcome -> assertEquals("applied", Studio.code(outcome)));
    assertEquals(4, studio.server.requests().counted().requests());
  }

  @Test
  void everyAttributeCanBeChangedAndEmptied() throws Exception {
    studio.apply(create(MARA));
    Map<String, List<String>> later =
        Map.of(
            "custom.employee_id", List.of("4712"),
            "custom.remote", List.of("FALSE"),
            "custom.floor", List.of("12"),
            "custom.started", List.of("2027-01-01"),
            "custom.department", List.of("Comp"),
            "custom.skills", List.of("Maya"),
            "metadata.rollcall.anchor", List.of("hr-1"));

    for (Map.Entry<String, List<String>> each : later.entrySet()) {
      Change change = update(read("mara"), each.getKey(), each.getValue());
      assertEquals("applied", Studio.code(studio.apply(change)), each.getKey());
      assertEquals("already done", Studio.code(studio.apply(change)), each.getKey());
    }
    AccountModel model = studio.target.model();
    held(read("mara"))
        .forEach((name, values) ->
            assertTrue(
                name.equals("username")
                    || same(model, name, values, later.getOrDefault(name, List.of())),
                name + " is " + values));
    for (String name : later.keySet()) {
      String code = Studio.code(studio.apply(update(read("mara"), name, List.of())));
      assertEquals("applied", code, name);
      assertTrue(
          read("mara").values().get(ALL.indexOf(name)).isEmpty() || name.equals("custom.remote"),
          name);
    }
  }

  @Test
  void somebodyElsesValueIsLeftAlone() throws Exception {
    studio.apply(create(MARA));
    Account seen = read("mara");
    studio.apply(update(seen, "custom.employee_id", List.of("by hand")));

    Outcome outcome = studio.apply(update(seen, "custom.employee_id", List.of("4713")));

    assertEquals("FTRACK-STALE", Studio.code(outcome));
  }

  @Test
  void findsPeopleByWhatIsKeptBesideThem() throws Exception {
    studio.apply(create(MARA));
    studio.user("other");

    for (Lookup lookup :
        List.of(
            new Lookup.ByAttribute("metadata.rollcall.anchor", "hr-10233"),
            new Lookup.ByAttribute("custom.employee_id", "4711"))) {
      assertEquals("mara", studio.find(lookup).getFirst().key().value());
    }
  }

  @Test
  void whatTheServerWouldRefuseIsKnownBefore() throws Exception {
    assertEquals("FTRACK-UNKNOWN-OPTION", flaw("custom.department", "Catering"));
    assertEquals("FTRACK-UNKNOWN-OPTION", flaw("custom.skills", "Nuke", "Blender"));
    assertEquals("FTRACK-SEVERAL-VALUES", flaw("custom.department", "Lighting", "Comp"));
    assertEquals("FTRACK-VALUE-FORM", flaw("custom.floor", "third"));
    assertEquals("FTRACK-VALUE-FORM", flaw("custom.started", "next week"));
    assertEquals("FTRACK-VALUE-FORM", flaw("custom.remote", "sometimes"));
    assertEquals("FTRACK-UNKNOWN-ATTRIBUTE", flaw("custom.employe_id", "1"));
    assertEquals("FTRACK-READ-ONLY-ATTRIBUTE", flaw("custom.age", "1"));
  }

  private String flaw(String name, String... values) throws Exception {
    List<Problem> flaws =
        studio
            .target
            .model()
            .flawsInChange(new Attributes(new TreeMap<>(Map.of(name, List.of(values)))), List.of());
    return flaws.getFirst().code();
  }

  @Test
  void checkKnowsTheCustomAttributesOfTheServer() throws Exception {
    List<Finding> findings =
        studio.target.check(
            new AccountRequest(List.of("username", "custom.employe_id"), Optional.empty()),
            Set.of());

    Problem problem =
        findings.stream()
            .filter(Finding.Bad.class::isInstance)
            .map(finding -> assertInstanceOf(Finding.Bad.class, finding).problem())
            .findFirst()
            .orElseThrow();
    assertTrue(problem.fix().contains("custom.employee_id"), problem.fix());
  }

  @Test
  void whatCouldNotBeAddedToANewUserIsAddedLater() throws Exception {
    studio.server.faults().add(new Fault.PermissionDenied(), Trigger.once().onAction("update"));

    Outcome first = studio.apply(create(MARA));

    assertEquals("FTRACK-INCOMPLETE", Studio.code(first));
    Account mara = read("mara");
    assertEquals(
        "applied", Studio.code(studio.apply(update(mara, "custom.employee_id", List.of("4711")))));
  }

  @Test
  void backsUpWhatIsKeptBesideUsers() throws Exception {
    studio.apply(create(MARA));
    StringBuilder backup = new StringBuilder();

    studio.target.backup(List.of(Studio.subject(read("mara"))), backup);

    assertTrue(backup.toString().contains("\"employee_id\":\"4711\""), backup.toString());
    assertTrue(backup.toString().contains("\"rollcall.anchor\":\"hr-10233\""), backup.toString());
  }
}
