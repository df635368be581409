// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FtrackReadTest {
  @Test
  void readsTenThousandPeopleInTheirPagesAndAFewRequests() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.server.add(people(10_000));
      studio.server.requests().clear();

      List<Account> accounts = new ArrayList<>();
      CompleteRead read = studio.readWhole(accounts);

      assertEquals(10_001, read.entries());
      assertEquals(10_001, distinct(accounts).size());
      assertEquals(21, read.requests() - 1);
      assertEquals(22, studio.server.requests().counted().requests());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 498, 499, 500, 501, 997, 998, 999, 1000})
  void missesNobodyAtTheEdgeOfAPage(int people) throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.server.add(people(people));

      assertEquals(people + 1, distinct(studio.read()).size());
    }
  }

  @Test
  void readsOnWhereTheServerGivesSmallerPagesThanAskedFor() throws Exception {
    try (Studio studio = Studio.with(Options.usual().withLargestPage(100))) {
      studio.server.add(people(1_000));

      assertEquals(1_001, distinct(studio.read()).size());
    }
  }

  @Test
  void leavesOutProgramsAndTheDemonstration() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.user("render", Map.of("user_type_id", studio.userType("service")));
      studio.user("demo", Map.of("user_type_id", studio.userType("demo")));
      studio.user("ada", Map.of("user_type_id", studio.userType("ldap")));

      Set<String> names = new TreeSet<>();
      studio.read().forEach(account -> names.add(account.key().value()));

      assertEquals(Set.of("ada", Options.USUAL_LOGIN), names);
      assertEquals(List.of(), studio.find(new Lookup.ByAttribute("username", "render")));
    }
  }

  @Test
  void tellsAbsentValuesAndNamesOfTypes() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id =
          studio.user("ada", Map.of("last_name", "", "user_type_id", studio.userType("ldap")));
      studio.close(id);
      List<Account> accounts = new ArrayList<>();
      studio.target.read(
          new AccountRequest(
              List.of("user_type", "last_name", "email", "nonsense", "is_otp_enabled"),
              Optional.of(List.of(new Lookup.ByAnchor(id)))),
          accounts::add);

      Account ada = accounts.getFirst();
      assertEquals(
          List.of(List.of("ldap"), List.of(), List.of(), List.of(), List.of("false")),
          ada.values());
      assertFalse(ada.enabled());
    }
  }

  @Test
  void findsWhateverTheLetterCase() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("Ada.Lovelace", Map.of("email", "Ada@Example.com"));

      for (Lookup lookup :
          List.of(
              new Lookup.ByAnchor(id),
              new Lookup.ByAttribute("username", "ada.lovelace"),
              new Lookup.ByAttribute("username", "Ada.Lovelace"),
              new Lookup.ByAttribute("email", "Ada@Example.com"))) {
        assertEquals(1, studio.find(lookup).size(), lookup.toString());
      }
      assertEquals(
          1,
          studio
              .find(new Lookup.ByAnchor(id), new Lookup.ByAttribute("username", "ada.lovelace"))
              .size());
      assertEquals(List.of(), studio.find(new Lookup.ByAttribute("nonsense", "x")));
    }
  }

  @Test
  void findsHostileNamesAndNothingElse() throws Exception {
    String alphabet = "\"'\\%_()*,;=<> \n\tnot in or and ab\u00e9\u674e\ud83c\udfac`${}[]--";
    Random random = new Random(20261120);
    Set<String> names = new HashSet<>();
    while (names.size() < 300) {
      String name =
          random
              .ints(1 + random.nextInt(9), 0, alphabet.codePointCount(0, alphabet.length()))
              .mapToObj(at -> Character.toString(alphabet.codePoints().toArray()[at]))
              .reduce("", String::concat);
      if (!name.isBlank()) {
        names.add("u" + names.size() + name);
      }
    }
    try (Studio studio = Studio.usual()) {
      names.forEach(name -> studio.user(name, Map.of()));

      for (String name : names) {
        List<Account> found = studio.find(new Lookup.ByAttribute("username", name));
        assertEquals(1, found.size(), name);
        assertEquals(name, found.getFirst().key().value());
      }
      Lookup[] all =
          names.stream()
              .map(name -> new Lookup.ByAttribute("username", name))
              .toArray(Lookup[]::new);
      assertEquals(names.size(), studio.find(all).size());
    }
  }

  /// Pauses before a repetition; what keeps requests apart is shorter.
  private static long repetitions(Studio studio) {
    return studio.surroundings.slept.stream()
        .filter(pause -> pause.compareTo(Patience.USUAL.first()) >= 0)
        .count();
  }

  @Test
  void aReadSurvivesWhatPasses() throws Exception {
    List<Fault> passing =
        List.of(
            new Fault.HtmlError(),
            new Fault.Unavailable(Optional.empty()),
            new Fault.Unavailable(Optional.of(Duration.ofSeconds(2))),
            new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(1))),
            new Fault.DroppedBefore(),
            new Fault.DroppedAfter(),
            new Fault.Truncated());
    for (Fault fault : passing) {
      try (Studio studio = Studio.with(Options.usual().withLargestPage(50))) {
        studio.server.add(people(300));
        studio.server.faults().add(fault, Trigger.next(2).after(3));

        assertEquals(301, distinct(studio.read()).size(), fault.toString());
        assertEquals(2, repetitions(studio), fault.toString());
      }
    }
  }

  @Test
  void aReadThatCannotGoOnFails() throws Exception {
    Map<Fault, String> lasting =
        Map.of(
            new Fault.HtmlError(), "FTRACK-BUSY",
            new Fault.Unavailable(Optional.empty()), "FTRACK-BUSY",
            new Fault.DroppedBefore(), "FTRACK-CONNECTION-LOST",
            new Fault.Truncated(), "FTRACK-CONNECTION-LOST",
            new Fault.KeyExpired(), "FTRACK-CREDENTIALS",
            new Fault.PermissionDenied(), "FTRACK-PERMISSION");
    for (Fault fault : lasting.keySet()) {
      try (Studio studio = Studio.with(Options.usual().withLargestPage(50))) {
        studio.server.add(people(300));
        studio.server.faults().add(fault, Trigger.always().after(4));

        ReadFailed failed = assertThrows(ReadFailed.class, studio::read, fault.toString());

        assertEquals(lasting.get(fault), failed.problem().code());
        assertTrue(failed.problem().fix().length() > 10);
      }
    }
  }

  private static Set<String> distinct(List<Account> accounts) {
    Set<String> ids = new HashSet<>();
    accounts.forEach(account -> assertTrue(ids.add(account.anchor().value())));
    return ids;
  }

  private static java.util.stream.Stream<Person> people(int count) {
    return LongStream.range(0, count)
        .mapToObj(id ->
            new Person(
                id,
                "user" + id,
                "First",
                "Last" + id,
                "user" + id + "@example.com",
                "Lighting",
                "Artist",
                "1",
                OptionalLong.empty(),
                Person.Status.ACTIVE,
                LocalDate.of(2020, 1, 1)));
  }

  @Test
  void tellsTheApiKeysOfUsersInOneRequest() throws Exception {
    try (Studio studio = Studio.usual()) {
      String ada = studio.user("ada");
      studio.user("bob");
      key(ada, "publisher", studio);
      key(ada, "nightly", studio);
      List<Subject> subjects = studio.read().stream().map(Studio::subject).toList();
      long before = studio.server.requests().counted().requests();

      Map<AccountKey, List<String>> keys =
          studio.target.keysOf(
              subjects.stream()
                  .filter(subject -> !subject.key().value().equals(Options.USUAL_LOGIN))
                  .toList());

      assertEquals(Map.of(new AccountKey("ada"), List.of("nightly", "publisher")), keys);
      assertEquals(before + 1, studio.server.requests().counted().requests());
    }
  }

  @Test
  void tellsNoApiKeysWhereTheServerDoesNot() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.user("ada");
      List<Subject> subjects = studio.read().stream().map(Studio::subject).toList();
      studio
          .server
          .faults()
          .add(new Fault.PermissionDenied(), Trigger.always().onEntityType("ApiKey"));

      assertEquals(Map.of(), studio.target.keysOf(subjects));
    }
  }

  private static void key(String user, String name, Studio studio) {
    new Crew(studio).create("ApiKey", Map.of("resource_id", user, "identifier", name));
  }
}
