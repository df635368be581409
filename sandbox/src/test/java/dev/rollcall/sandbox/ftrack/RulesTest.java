// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RulesTest {
  private interface Work {
    void with(Client client) throws IOException, InterruptedException;
  }

  @Test
  void canTellLoginsApartByLetterCase() throws IOException, InterruptedException {
    in(
        ServerRules.usual().withLogins(ServerRules.Logins.EXACT).withTakenLogin(Reason.DUPLICATE),
        client -> {
          client.create("User", Map.of("username", "jdoe"));
          client.create("User", Map.of("username", "JDoe"));

          JsonNode same = client.call(Client.creation("User", Map.of("username", "jdoe")));

          assertEquals("DuplicateEntryError", same.path("exception").asString());
        });
  }

  @Test
  void canKeepUsersThatAreUsed() throws IOException, InterruptedException {
    in(
        ServerRules.usual().withDeletion(ServerRules.Deletion.REFUSED_WHILE_USED),
        client -> {
          String user = client.create("User", Map.of("username", "jdoe"));
          String group = client.create("Group", Map.of("name", "G", "local", false));
          String membership =
              client.create("Membership", Map.of("user_id", user, "group_id", group));

          JsonNode used = client.call(Client.deletion("User", user));
          client.call(Client.deletion("Membership", membership));
          JsonNode unused = client.call(Client.deletion("User", user));

          assertEquals("IntegrityError", used.path("exception").asString());
          assertTrue(unused.isArray());
        });
  }

  @Test
  void canGiveNewUsersNoRole() throws IOException, InterruptedException {
    in(
        ServerRules.usual().withRoleOfNewUsers(Optional.empty()),
        client -> {
          String user = client.create("User", Map.of("username", "jdoe"));

          assertEquals(List.of(), client.query("UserSecurityRole where user_id is " + user));
        });
  }

  @Test
  void canRefuseASecondGroupOfOneName() throws IOException, InterruptedException {
    in(
        ServerRules.usual().withSameGroupNames(false),
        client -> {
          client.create("Group", Map.of("name", "G", "local", false));

          JsonNode second =
              client.call(Client.creation("Group", Map.of("name", "G", "local", false)));

          assertEquals("IntegrityError", second.path("exception").asString());
        });
  }

  @Test
  void neverKeepsOneMembershipTwice() throws IOException, InterruptedException {
    in(
        ServerRules.usual(),
        client -> {
          String user = client.create("User", Map.of("username", "jdoe"));
          String group = client.create("Group", Map.of("name", "G", "local", false));
          client.create("Membership", Map.of("user_id", user, "group_id", group));

          JsonNode second =
              client.call(
                  Client.creation("Membership", Map.of("user_id", user, "group_id", group)));

          assertEquals("DuplicateEntryError", second.path("exception").asString());
        });
  }

  private static void in(ServerRules rules, Work work) throws IOException, InterruptedException {
    try (FtrackSandbox sandbox = FtrackSandbox.start(Options.usual().withRules(rules));
        Client client = new Client(sandbox)) {
      work.with(client);
    }
  }
}
