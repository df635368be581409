// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.sandbox.company.Person;
import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PagingTest extends SandboxTest {
  @Override
  Options options() {
    return Options.usual().withLargestPage(400);
  }

  @BeforeEach
  void fill() {
    sandbox.add(SampleCompany.people(1000));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 300, 999, 1001, 5000})
  void givesEverybodyExactlyOnceWhateverTheSizeOfAPage(int size)
      throws IOException, InterruptedException {
    List<String> read = readAll(size);

    List<String> everybody = new ArrayList<>(List.of(Options.USUAL_LOGIN));
    SampleCompany.people(1000).map(Person::username).forEach(everybody::add);
    assertEquals(everybody.stream().sorted().toList(), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"id > '%s'", "is_active is True and id > '%s'", "id >= '%s' and id != '%s'"})
  void givesEverybodyExactlyOnceToWhoGoesOnBehindTheLastOne(String condition)
      throws IOException, InterruptedException {
    List<String> read = new ArrayList<>();
    List<String> page = client.query("id", "User where is_active is True order by id limit 150");
    while (!page.isEmpty()) {
      read.addAll(page);
      String rest = condition.replace("%s", page.getLast());
      page = client.query("id", "User where " + rest + " order by id limit 150");
    }

    assertEquals(client.query("id", "User order by id limit 400"), read.subList(0, 400));
    assertEquals(1001, new HashSet<>(read).size());
    assertEquals(1001, read.size());
  }

  @Test
  void leavesOutWhoHasNoValueToCompare() throws IOException, InterruptedException {
    List<String> names =
        client.query("username", "select username from User where email >= 'zo' order by email");

    assertEquals(false, names.contains(Options.USUAL_LOGIN));
    assertEquals(names.stream().sorted().toList(), names);
  }

  @Test
  void neverAnswersMoreThanTheLargestPage() throws IOException, InterruptedException {
    JsonNode answer = client.call(Client.reading("User"));

    assertEquals(400, answer.path(0).path("data").size());
    assertEquals(400, answer.path(0).path("metadata").path("next").path("offset").asInt());
  }

  @Test
  void showsAChangeOnTheNextPage() throws IOException, InterruptedException {
    client.query("User order by username limit 300");
    client.create("User", Map.of("username", "zzzz"));

    List<String> last =
        client.query(
            "username", "select username from User order by username offset 1000 limit 300");

    assertEquals("zzzz", last.getLast());
  }

  private List<String> readAll(int size) throws IOException, InterruptedException {
    List<String> read = new ArrayList<>();
    OptionalInt offset = OptionalInt.of(0);
    while (offset.isPresent()) {
      String page = " order by username offset %d limit %d".formatted(offset.getAsInt(), size);
      JsonNode answer = client.call(Client.reading("select username from User" + page)).path(0);
      answer.path("data").forEach(row -> read.add(row.path("username").asString()));
      JsonNode next = answer.path("metadata").path("next").path("offset");
      offset = next.isNull() ? OptionalInt.empty() : OptionalInt.of(next.asInt());
    }
    return read;
  }
}
