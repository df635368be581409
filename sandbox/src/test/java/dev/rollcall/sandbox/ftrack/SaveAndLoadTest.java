// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.company.SampleCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SaveAndLoadTest extends SandboxTest {
  private static final String EVERYTHING =
      """
      select username, first_name, last_name, email, is_active, user_type.name, metadata.value,
      user_security_roles.security_role.name from User order by username\
      """;

  @TempDir Path folder;

  @Test
  void isTheSameServerAfterARestart() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(50));
    String id = client.create("User", Map.of("username", "jdoe"));
    client.create(
        "Metadata", Map.of("parent_id", id, "parent_type", "User", "key", "k", "value", "v"));
    client.create(
        "Job",
        Map.of("created_at", Map.of("__type__", "datetime", "value", "2026-11-20T10:00:00Z")));
    List<JsonNode> before = client.query(EVERYTHING);
    Path file = folder.resolve("ftrack.json");

    sandbox.save(file);

    try (FtrackSandbox second = FtrackSandbox.start(Options.usual().withData(file));
        Client other = new Client(second)) {
      assertEquals(before, other.query(EVERYTHING));
      assertEquals(1, other.query("Job where created_at is '2026-11-20T10:00:00'").size());
      assertTrue(other.call(Client.creation("User", Map.of("username", "jdoe"))).isObject());
    }
  }

  @Test
  void addsThoseWhoAreNotThereYet() throws IOException, InterruptedException {
    sandbox.add(SampleCompany.people(5));

    sandbox.add(SampleCompany.people(8));

    assertEquals(9, client.query("User").size());
  }

  @Test
  void startsEmptyWhenThereIsNoFileYet() throws IOException, InterruptedException {
    Options options = Options.usual().withData(folder.resolve("none.json"));

    try (FtrackSandbox second = FtrackSandbox.start(options);
        Client other = new Client(second)) {
      assertEquals(1, other.query("User").size());
    }
  }

  @Test
  void leavesNothingButTheFileItself() throws IOException {
    Path file = folder.resolve("data/ftrack.json");

    sandbox.save(file);
    sandbox.save(file);

    try (Stream<Path> files = Files.list(folder.resolve("data"))) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void staysAsItIsWhenAFileIsNoGood() throws IOException, InterruptedException {
    client.create("User", Map.of("username", "jdoe"));
    Path file = Files.writeString(folder.resolve("bad.json"), "{\"User\":[{\"id\":\"1\"},");

    assertThrows(IOException.class, () -> sandbox.load(file));

    assertEquals(1, client.query("User where username is jdoe").size());
  }
}
