// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import dev.rollcall.core.model.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;

/// Clients and calls for tests.
final class Calls {
  static final String KEY = "k3y-of-the-house";
  static final List<Operation> READ = List.of(new Operation.Query("select id from User"));
  static final List<Operation> WRITE =
      List.of(
          new Operation.Update(
              "User",
              List.of("u1"),
              new TreeMap<>(Map.of("email", JsonNodeFactory.instance.stringNode("a@b")))));
  static final Say ROWS =
      FtrackStub.json(
          "[{\"action\":\"query\",\"data\":[],\"metadata\":{\"next\":{\"offset\":null}}}]");

  final TestSurroundings surroundings = new TestSurroundings();

  FtrackClient client(URI server) {
    return client(settings(server, "rollcall", KEY, Duration.ofSeconds(20)));
  }

  FtrackClient client(FtrackSettings settings) {
    return new FtrackClient(settings, surroundings.surroundings(), Patience.USUAL);
  }

  static FtrackSettings settings(URI server, String user, String key) {
    return settings(server, user, key, Duration.ofSeconds(20));
  }

  static FtrackSettings settings(URI server, String user, String key, Duration timeout) {
    return new FtrackSettings("studio", server, user, Secret.of(key), 100, 500, timeout);
  }

  static Failure failure(Answer answer) {
    return assertInstanceOf(Failure.class, answer);
  }
}
