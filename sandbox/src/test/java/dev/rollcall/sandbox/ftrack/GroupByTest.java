// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupByTest extends SandboxTest {
  private static final String QUERY =
      "select count(id), sum(duration), avg(duration), min(duration), max(duration),"
          + " user.username from Timelog where duration > 0 group by user.username";

  @BeforeEach
  void work() throws IOException, InterruptedException {
    for (String login : List.of("b", "a")) {
      String user = client.create("User", Map.of("username", login));
      for (int hours : login.equals("a") ? List.of(1, 3) : List.of(5)) {
        client.create(
            "Timelog",
            Map.of(
                "user_id", user,
                "duration", hours,
                "start", Map.of("__type__", "datetime", "value", "2026-11-20T10:00:00")));
      }
    }
  }

  @Test
  void computesOverTheRowsOfEachGroup() throws IOException, InterruptedException {
    client.with("FTRACK-STRICT-API", "true");

    List<JsonNode> rows = client.query(QUERY);

    assertEquals(
        """
        {"__entity_type__":"Timelog","user.username":"a","count_id":2,"sum_duration":4,\
        "avg_duration":2,"min_duration":1,"max_duration":3}\
        """,
        rows.getFirst().toString());
    assertEquals(2, rows.size());
  }

  @Test
  void pagesGroupsAndNotRows() throws IOException, InterruptedException {
    client.with("FTRACK-STRICT-API", "true");

    JsonNode page = client.call(Client.reading(QUERY + " limit 1")).path(0);

    assertEquals(1, page.path("data").size());
    assertEquals(1, page.path("metadata").path("next").path("offset").asInt());
  }

  @Test
  void countsEverythingWithoutGroups() throws IOException, InterruptedException {
    client.with("FTRACK-STRICT-API", "true");

    assertEquals(
        "{\"__entity_type__\":\"Timelog\",\"count_id\":3}",
        client.query("select count(id) from Timelog").getFirst().toString());
  }

  @Test
  void groupsOnlyForStrictClients() throws IOException, InterruptedException {
    JsonNode answer = client.call(Client.reading(QUERY));

    assertEquals("ValidationError", answer.path("exception").asString());
  }

  @Test
  void knowsItsFunctions() throws IOException, InterruptedException {
    JsonNode answer = client.call(Client.reading("select median(duration) from Timelog"));

    assertEquals("ParseError", answer.path("exception").asString());
  }
}
