// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Readable people for tests: `People.of("4711", "a.holm", "Anna Holm")`.
public final class People {
  /// The columns that people have: `id` is their anchor, `status` says whether they work here.
  public static final List<String> COLUMNS =
      List.of("id", "username", "full_name", "email", "status", "title", "updated_at");

  private People() {}

  /// Somebody who works here.
  public static Person of(String id, String login, String name) {
    return new Person(new TreeMap<>())
        .with("id", id)
        .with("username", login)
        .with("full_name", name)
        .with("email", login + "@studio.example")
        .with("status", "active")
        .with("title", "Artist");
  }

  /// So many people, `p1` and `Person 1` to the last.
  public static List<Person> many(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> of("" + number, "p" + number, "Person " + number))
        .toList();
  }
}
