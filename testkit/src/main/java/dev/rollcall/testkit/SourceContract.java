// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every source promises. A connector joins the house by passing this against its real server.
public interface SourceContract {
  /// The people whom the source under test holds, and nobody else: id, name, mail. An empty text
  /// stands for no value.
  List<List<String>> PEOPLE =
      List.of(
          List.of("1001", "Ana Núñez", "ana@example.com"),
          List.of("1002", "李 伟", ""),
          List.of("1003", "Sean \"Q\" O'Brien, Jr; <b>\\n", "sean@example.com"));

  /// The source; the same one for the whole of a test.
  Source source();

  /// The names under which it has id, name and mail.
  List<String> names();

  /// The same kind of source, but with nothing behind its address.
  Source unreachable();

  /// Whether the source knows all names it has, so that asking for another one fails.
  default boolean hasColumns() {
    return true;
  }

  @Test
  default void findsNothingBadInWhatIsSetUpWell() {
    List<Finding> findings = source().check(everything(names()));

    assertFalse(findings.isEmpty());
    assertEquals(List.of(), findings.stream().filter(Finding.Bad.class::isInstance).toList());
  }

  @Test
  default void readsEverybodyOnceAndProvesIt() throws ReadFailed {
    List<Identity> people = new ArrayList<>();

    CompleteRead proof = source().read(everything(names()), people::add);

    assertEquals(PEOPLE, texts(people));
    assertEquals(PEOPLE.size(), proof.entries());
    assertTrue(proof.requests() > 0);
    assertFalse(proof.evidence().isBlank());
  }

  @Test
  default void leavesOutWhatIsAbsent() throws ReadFailed {
    List<List<List<String>>> values =
        read(source(), names()).stream().map(Identity::values).toList();

    assertEquals(List.of(), values.get(1).get(2));
    assertEquals(List.of(names(), names(), names()), columns(read(source(), names())));
  }

  @Test
  default void givesJustWhatWasAskedForInThatOrder() throws ReadFailed {
    List<String> asked = List.of(names().get(2), names().get(0));

    List<Identity> people = read(source(), asked);

    assertTrue(
        people.stream()
            .map(Identity::values)
            .anyMatch(List.of(List.of("ana@example.com"), List.of("1001"))::equals));
    assertEquals(List.of(asked, asked, asked), columns(people));
  }

  @Test
  default void saysWhereEachPersonWasFound() throws ReadFailed {
    long places = read(source(), names()).stream().map(Identity::origin).distinct().count();

    assertEquals(PEOPLE.size(), places);
  }

  @Test
  default void saysTheSameTwice() throws ReadFailed {
    assertEquals(read(source(), names()), read(source(), names()));
  }

  @Test
  default void isClearAboutANameItDoesNotHave() throws ReadFailed {
    List<String> asked = List.of(names().get(0), "nobodyHasThis");

    if (hasColumns()) {
      ReadFailed failed = assertThrows(ReadFailed.class, () -> read(source(), asked));
      assertTrue(failed.problem().what().contains("nobodyHasThis"), failed.problem().text());
      assertTrue(isBad(source().check(everything(asked))));
    } else {
      assertEquals(List.of(), read(source(), asked).getFirst().values("nobodyHasThis"));
    }
  }

  @Test
  default void neverTakesSilenceForAnEmptySource() {
    List<Identity> people = new ArrayList<>();

    ReadFailed failed =
        assertThrows(ReadFailed.class, () -> unreachable().read(everything(names()), people::add));

    assertEquals(List.of(), people);
    assertFalse(failed.problem().fix().isBlank());
    assertTrue(isBad(unreachable().check(everything(names()))));
  }

  private static SourceRequest everything(List<String> names) {
    return new SourceRequest(names, Optional.empty());
  }

  /// In the order of all their values, because a source may answer in any order.
  private static List<Identity> read(Source source, List<String> names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source.read(everything(names), people::add);
    people.sort(Comparator.comparing(identity -> identity.values().toString()));
    return people;
  }

  private static List<List<String>> texts(List<Identity> people) {
    return people.stream()
        .map(identity ->
            identity.values().stream()
                .map(values -> values.isEmpty() ? "" : values.getFirst())
                .toList())
        .sorted(Comparator.comparing(List::getFirst))
        .toList();
  }

  private static List<List<String>> columns(List<Identity> people) {
    return people.stream().map(identity -> identity.columns().names()).toList();
  }

  private static boolean isBad(List<Finding> findings) {
    return findings.stream().anyMatch(Finding.Bad.class::isInstance);
  }
}
