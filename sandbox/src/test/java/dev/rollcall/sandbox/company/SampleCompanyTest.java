// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleCompanyTest {
  @Test
  void isAlwaysTheSame() {
    assertEquals(SampleCompany.of(300).people().toList(), SampleCompany.of(300).people().toList());
    assertEquals(SampleCompany.of(300).people().toList(), SampleCompany.people(300).toList());
  }

  @Test
  void isAnotherOneWithAnotherSeed() {
    List<Person> one = new SampleCompany(1, 20).people().skip(Cast.SIZE).toList();
    List<Person> other = new SampleCompany(2, 20).people().skip(Cast.SIZE).toList();

    assertTrue(one.stream().noneMatch(other::contains));
  }

  @Test
  void hasNoLoginTwiceAmongManyPeople() {
    Set<String> seen = new HashSet<>();

    List<String> twice =
        SampleCompany.people(200_000)
            .map(Person::username)
            .filter(name -> !seen.add(name))
            .toList();

    assertEquals(List.of(), twice);
  }

  @Test
  void givesLoginsThatEveryTargetTakes() {
    assertTrue(
        SampleCompany.people(50_000)
            .map(Person::username)
            .allMatch(name -> name.matches("[a-z-]+\\.[a-z-]+[0-9]*")));
  }

  @Test
  void hasNamesThatTestAProgram() {
    Set<String> names = new HashSet<>(SampleCompany.people(13_000).map(Person::fullName).toList());

    for (String part : List.of("O'Brien", "García Márquez", "Ольга", "太郎", "فاطمة", "Łukasz")) {
      assertTrue(names.stream().anyMatch(name -> name.contains(part)), part);
    }
  }

  @Test
  void hasOneHeadAndEverybodyElseHasAManager() {
    List<Person> people = SampleCompany.of(100).people().toList();

    List<Person> heads = people.stream().filter(person -> person.managerId().isEmpty()).toList();

    assertEquals(List.of("Studio Head"), heads.stream().map(Person::title).toList());
    assertTrue(
        people.stream().skip(1).allMatch(person -> person.managerId().getAsLong() < person.id()));
  }
}
