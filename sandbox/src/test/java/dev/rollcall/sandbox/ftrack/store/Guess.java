// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// A criterion as text, with the plainest way to tell of whom it is true: by trying everything.
///
/// @param truth 1 for yes, 0 for unknown, -1 for no
record Guess(String text, java.util.function.ToIntFunction<Map<String, String>> truth) {
  private static final List<String> NAMES = List.of("a", "B", "b", "ab", "A%b", "c d", "o'c", "");

  /// The little world that criteria are about. Rows are texts by column; what is absent is not in
  /// the map.
  ///
  /// @param members pairs of user and group
  record World(
      List<Map<String, String>> users,
      List<Map<String, String>> groups,
      List<Map<String, String>> members) {
    static World random(RandomGenerator random) {
      List<Map<String, String>> groups = new ArrayList<>();
      for (int number = 0; number < 4; number++) {
        groups.add(Map.of("id", "g" + number, "name", pick(random, NAMES)));
      }
      List<Map<String, String>> users = new ArrayList<>();
      List<Map<String, String>> members = new ArrayList<>();
      for (int number = 0; number < 8; number++) {
        String id = "u" + number;
        Map<String, String> user =
            random.nextInt(3) == 0
                ? Map.of("id", id, "username", pick(random, NAMES) + number)
                : Map.of(
                    "id",
                    id,
                    "username",
                    pick(random, NAMES) + number,
                    "first_name",
                    pick(random, NAMES));
        users.add(user);
        groups.stream()
            .filter(_ -> random.nextInt(3) == 0)
            .forEach(group ->
                members.add(
                    Map.of(
                        "id",
                        id + group.get("id"),
                        "user_id",
                        id,
                        "group_id",
                        String.valueOf(group.get("id")))));
      }
      return new World(users, groups, members);
    }

    /// The groups of a user.
    List<Map<String, String>> groupsOf(Map<String, String> user) {
      List<Map<String, String>> found = new ArrayList<>();
      for (Map<String, String> member : members) {
        for (Map<String, String> group : groups) {
          if (String.valueOf(member.get("user_id")).equals(user.get("id"))
              && String.valueOf(member.get("group_id")).equals(group.get("id"))) {
            found.add(group);
          }
        }
      }
      return found;
    }
  }

  boolean isTrueOf(Map<String, String> row) {
    return truth.applyAsInt(row) > 0;
  }

  /// Some criterion about users.
  static Guess aboutUsers(RandomGenerator random, World world, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 8)) {
      case 0 -> compare(random, "first_name");
      case 1 -> compare(random, "username");
      case 2 -> throughGroups(random, world);
      case 3 -> nested(random, world);
      case 4 -> related(random, world);
      case 5 -> {
        Guess inner = aboutUsers(random, world, depth - 1);
        yield new Guess("not (" + inner.text + ")", row -> -inner.truth.applyAsInt(row));
      }
      case 6 -> join(random, "and", two(random, world, depth));
      default -> join(random, "or", two(random, world, depth));
    };
  }

  private static List<Guess> two(RandomGenerator random, World world, int depth) {
    return List.of(aboutUsers(random, world, depth - 1), aboutUsers(random, world, depth - 1));
  }

  private static Guess join(RandomGenerator random, String word, List<Guess> parts) {
    String text =
        parts.stream()
            .map(part -> "(" + part.text + ")")
            .collect(Collectors.joining(random.nextBoolean() ? " " + word + " " : word));
    return new Guess(
        text,
        row ->
            word.equals("and")
                ? parts.stream().mapToInt(part -> part.truth.applyAsInt(row)).min().orElse(1)
                : parts.stream().mapToInt(part -> part.truth.applyAsInt(row)).max().orElse(-1));
  }

  private static Guess compare(RandomGenerator random, String column) {
    String value = pick(random, NAMES);
    String other = pick(random, NAMES);
    return switch (random.nextInt(9)) {
      case 0 -> new Guess(column + " is None", row -> row.containsKey(column) ? -1 : 1);
      case 1 -> new Guess(column + " is_not none", row -> row.containsKey(column) ? 1 : -1);
      case 2 -> on(column, " = " + quoted(value), value::equals);
      case 3 -> on(column, "!=" + quoted(value), text -> !text.equals(value));
      case 4 -> on(column, " > " + quoted(value), text -> text.compareTo(value) > 0);
      case 5 -> on(column, " <= " + quoted(value), text -> text.compareTo(value) <= 0);
      case 6 ->
          on(
              column,
              " in (" + quoted(value) + "," + quoted(other) + ")",
              text -> text.equals(value) || text.equals(other));
      case 7 -> on(column, " not_in (" + quoted(value) + ")", text -> !text.equals(value));
      default ->
          on(
              column,
              " like " + quoted("%" + value.replace("%", "\\%")),
              text ->
                  text.toLowerCase(java.util.Locale.ROOT)
                      .endsWith(value.toLowerCase(java.util.Locale.ROOT)));
    };
  }

  private static Guess on(String column, String rest, Predicate<String> test) {
    return new Guess(
        column + rest,
        row ->
            Optional.ofNullable(row.get(column)).map(text -> test.test(text) ? 1 : -1).orElse(0));
  }

  /// A dotted path over a collection: true when it is true of at least one.
  private static Guess throughGroups(RandomGenerator random, World world) {
    Guess name = compare(random, "name");
    return new Guess(
        "memberships.group." + name.text,
        row -> world.groupsOf(row).stream().anyMatch(name::isTrueOf) ? 1 : -1);
  }

  /// Two conditions that have to be true of the same group.
  private static Guess related(RandomGenerator random, World world) {
    if (random.nextInt(4) == 0) {
      return new Guess("memberships any ()", row -> world.groupsOf(row).isEmpty() ? -1 : 1);
    }
    Guess one = compare(random, "name");
    Guess two = compare(random, "name");
    return new Guess(
        "memberships any (group has (" + one.text + " and " + two.text + "))",
        row ->
            world.groupsOf(row).stream()
                    .anyMatch(group -> one.isTrueOf(group) && two.isTrueOf(group))
                ? 1
                : -1);
  }

  private static Guess nested(RandomGenerator random, World world) {
    Guess name = compare(random, "name");
    boolean in = random.nextBoolean();
    String text =
        "id %s (select user_id from Membership where group has (%s))"
            .formatted(in ? "in" : "not_in", name.text);
    return new Guess(
        text, row -> world.groupsOf(row).stream().anyMatch(name::isTrueOf) == in ? 1 : -1);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\\\"") + '"';
  }

  private static String pick(RandomGenerator random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
