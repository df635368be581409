// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.testkit.People;
import dev.rollcall.testkit.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A small company that a seed makes, with an HR system and a directory that do not quite agree.
/// There are few logins for many people, so that they meet.
final class Company {
  private static final List<String> LOGINS =
      List.of("ann", "bob", "cy", "Dee", "eve", "fay", "gus", "Hal", "ivy", "jo", "kim", "Zoë");

  private final Random random;

  Company(long seed) {
    this.random = new Random(seed * 7919);
  }

  World world(Path home) {
    World world = new World(home).sketch(this::configured);
    for (int i = 0; i < random.nextInt(6); i++) {
      account(world, LOGINS.get(i * 2));
    }
    List<Person> people = new ArrayList<>();
    people.add(People.of("99", "boss", "Somebody who always stays"));
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      people.add(person(i));
    }
    return world.people(people);
  }

  private SyncSketch configured(SyncSketch sketch) {
    sketch.limit(100, 1000);
    switch (random.nextInt(4)) {
      case 0 -> sketch.match("uid", "mail");
      case 1 -> sketch.anchorIn("employeeNumber");
      case 2 -> sketch.match("mail");
      default -> sketch.match("uid");
    }
    if (random.nextInt(3) == 0) {
      sketch.treatsUnmanagedAsLeavers();
    }
    if (random.nextInt(3) == 0) {
      sketch.relinking();
    }
    if (random.nextInt(4) == 0) {
      sketch.neverDisables();
    }
    return sketch;
  }

  private void account(World world, String login) {
    String mail = LOGINS.get(random.nextInt(LOGINS.size())) + "@studio.example";
    world.account("uid=%s cn=Account mail=%s title=b,a".formatted(login, mail));
    if (random.nextInt(4) == 0) {
      world.directory().enabled(World.uid(login), false);
    }
  }

  private Person person(int id) {
    String login = LOGINS.get(random.nextInt(LOGINS.size()));
    Person person = People.of("" + id, login, "Person " + id);
    if (random.nextInt(5) == 0) {
      person = person.left();
    }
    return random.nextInt(3) == 0 ? person.with("title", "b", "c", "a") : person;
  }

  /// Time goes by: people join, move, swap their names, leave and return.
  void goesOn(World world) {
    List<Person> people = new ArrayList<>(world.hr().people());
    for (int i = 0; i < 1 + random.nextInt(5); i++) {
      happens(people);
    }
    world.people(people);
  }

  private void happens(List<Person> people) {
    int one = 1 + random.nextInt(people.size() - 1);
    int other = 1 + random.nextInt(people.size() - 1);
    switch (random.nextInt(7)) {
      case 0 -> people.add(person(50 + random.nextInt(50)));
      case 1 -> people.set(one, people.get(one).with("title", "Title " + random.nextInt(3)));
      case 2 -> {
        String name = people.get(one).first("username");
        people.set(one, people.get(one).called(people.get(other).first("username")));
        people.set(other, people.get(other).called(name));
      }
      case 3 -> people.set(one, people.get(one).left());
      case 4 -> people.set(one, people.get(one).with("status", "active"));
      case 5 -> people.set(one, people.get(one).called(LOGINS.get(random.nextInt(LOGINS.size()))));
      default -> {
        if (people.size() > 2) {
          people.remove(one);
        }
      }
    }
  }

  /// The same people, some of whose rows cannot be used.
  List<Person> damaged(List<Person> people) {
    List<Person> damaged = new ArrayList<>(people);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int one = random.nextInt(damaged.size());
      Person person = damaged.get(one);
      damaged.set(
          one,
          switch (random.nextInt(5)) {
            case 0 -> person.with("id");
            case 1 -> person.with("id", damaged.get(random.nextInt(damaged.size())).first("id"));
            case 2 -> person.with("status");
            case 3 -> person.called(damaged.get(random.nextInt(damaged.size())).first("username"));
            default -> person.with("username");
          });
    }
    return damaged;
  }
}
