// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.Schema;
import dev.rollcall.sandbox.ftrack.schema.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomQueriesTest {
  private static final int QUERIES_IN_A_WORLD = 25;

  /// The number is where the random numbers start; each world is another one.
  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 2_000, 3_000})
  void findsWhatTryingEverythingFinds(long start) {
    for (long seed = start; seed < start + 100; seed++) {
      Random random = new Random(seed);
      Guess.World world = Guess.World.random(random);
      Finder finder = new Finder(new View(filled(world)));
      for (int number = 0; number < QUERIES_IN_A_WORLD; number++) {
        Guess guess = Guess.aboutUsers(random, world, 3);
        List<String> expected =
            world.users().stream()
                .filter(guess::isTrueOf)
                .map(user -> String.valueOf(user.get("id")))
                .toList();

        Query query = Query.parse("select id from User where " + guess.text() + " order by id");

        List<String> found = finder.page(query).rows().stream().map(Row::key).toList();
        assertEquals(expected, found, "seed " + seed + ": " + guess.text() + " in " + world);
      }
    }
  }

  private static Store filled(Guess.World world) {
    Store store = new Store(Schema.people());
    store.write(() -> {
      world.users().forEach(row -> put(store, "User", row));
      world.groups().forEach(row -> put(store, "Group", row));
      world.members().forEach(row -> put(store, "Membership", row));
      return true;
    });
    return store;
  }

  private static void put(Store store, String type, Map<String, String> texts) {
    Map<String, Value> values = new HashMap<>();
    texts.forEach((name, text) -> values.put(name, Value.text(text)));
    store.put(Row.of(store.schema().named(type), values));
  }
}
