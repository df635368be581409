// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.sandbox.ftrack.LdapSync.Hit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(20)
class DirectoryJobTest extends SandboxTest {
  private static final Hit JANE = new Hit("jane", "Jane", "Doe", "jane@example.com");
  private static final Hit OMAR = new Hit("omar", "Omar", "Sy", "omar@example.com");

  @Test
  void createsWhoIsCompleteAndLeavesOutWhoIsNot() throws IOException, InterruptedException {
    sandbox.connect(LdapSync.none().withHits(List.of(JANE, new Hit("x", "", "X", "x@x.de"))));

    run();

    assertEquals(
        List.of("jane"),
        client.query(
            "username",
            "select username from User where user_type.name is ldap and is_active is True"));
    assertEquals(List.of(), client.query("User where username is x"));
  }

  @Test
  void disablesWhoIsNoLongerFoundAndNobodyElse() throws IOException, InterruptedException {
    client.create("User", Map.of("username", "local", "is_active", true));
    sandbox.connect(LdapSync.none().withHits(List.of(JANE, OMAR)));
    run();

    sandbox.connect(LdapSync.none().withHits(List.of(OMAR)));
    run();

    assertEquals(
        List.of("jane"),
        client.query("username", "select username from User where is_active is False"));
  }

  @Test
  void activatesAgainOnlyIfToldSo() throws IOException, InterruptedException {
    sandbox.connect(LdapSync.none().withHits(List.of(JANE)));
    run();
    sandbox.connect(LdapSync.none());
    run();

    sandbox.connect(LdapSync.none().withHits(List.of(JANE)));
    run();
    int still = client.query("User where username is jane and is_active is True").size();
    sandbox.connect(LdapSync.none().withHits(List.of(JANE)).withActivatesExisting(true));
    run();
    int again = client.query("User where username is jane and is_active is True").size();

    assertEquals(List.of(0, 1), List.of(still, again));
  }

  @Test
  void goesThroughItsStatesWhileClientsLook() throws IOException, InterruptedException {
    sandbox.connect(LdapSync.none().withHits(List.of(JANE)).withTakes(Duration.ofMillis(300)));

    JsonNode job = run();
    List<String> seen = new ArrayList<>(List.of(job.path("status").asString()));
    while (!seen.getLast().equals("done")) {
      String status = client.query("status", "select status from Job").getFirst();
      if (!seen.getLast().equals(status)) {
        seen.add(status);
      }
    }

    assertEquals(List.of("queued", "running", "done"), seen);
    assertEquals(1, client.query("User where username is jane").size());
  }

  @Test
  void saysWhyItHasFailed() throws IOException, InterruptedException {
    sandbox.faults().add(new Fault.JobFails(), Trigger.once());

    run();

    JsonNode job = client.query("select status, data, finished_at from Job").getFirst();
    assertEquals("failed", job.path("status").asString());
    assertEquals("the directory does not answer", job.path("data").asString());
    assertTrue(job.path("finished_at").isObject());
  }

  @Test
  void failsAsAWholeWhenThereAreNotEnoughSeats() throws IOException, InterruptedException {
    try (FtrackSandbox small =
            FtrackSandbox.start(
                Options.usual()
                    .withSeats(2)
                    .withLdap(LdapSync.none().withHits(List.of(JANE, OMAR))));
        Client other = new Client(small)) {
      other.call(Map.of("action", "delayed_job", "job_type", "SYNC_USERS_LDAP"));

      assertEquals(List.of("failed"), other.query("status", "select status from Job"));
      assertEquals(1, other.query("User").size());
    }
  }

  @Test
  void doesNotRunWhenItsCallFails() throws IOException, InterruptedException {
    sandbox.connect(LdapSync.none().withHits(List.of(JANE)));

    client.call(
        Map.of("action", "delayed_job", "job_type", "SYNC_USERS_LDAP"),
        Client.deletion("User", "nobody"));

    assertEquals(List.of(), client.query("Job"));
    assertEquals(List.of(), client.query("User where username is jane"));
  }

  @Test
  void remembersWhoWasInvited() throws IOException, InterruptedException {
    String id =
        client.create("User", Map.of("username", "x", "email", "x@example.com", "is_active", true));
    Map<String, String> invite = Map.of("action", "send_user_invite", "user_id", id);

    client.call(invite, Client.deletion("User", "nobody"));
    client.call(invite);

    assertEquals(List.of("x@example.com"), sandbox.invitations());
  }

  private JsonNode run() throws IOException, InterruptedException {
    return client
        .call(Map.of("action", "delayed_job", "job_type", "SYNC_USERS_LDAP"))
        .path(0)
        .path("data");
  }
}
