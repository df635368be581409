// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.Source;
import dev.rollcall.core.model.Secret;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.testkit.SourceContract;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class FtrackSourceContractTest implements SourceContract {
  private Studio studio;
  private FtrackSource source;

  @BeforeEach
  void start() throws IOException {
    studio = Studio.usual();
    PEOPLE.forEach(person -> {
      Map<String, String> more = new HashMap<>(Map.of("last_name", person.get(1)));
      if (!person.get(2).isEmpty()) {
        more.put("email", person.get(2));
      }
      studio.user(person.get(0), more);
    });
    studio.makeCallerAProgram();
    source = new FtrackSource(studio.settings);
  }

  @AfterEach
  void stop() {
    source.close();
    studio.close();
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public List<String> names() {
    return List.of("username", "last_name", "email");
  }

  @Override
  public Source unreachable() {
    FtrackSettings nowhere =
        new FtrackSettings(
            "nowhere",
            URI.create("http://127.0.0.1:9"),
            Options.USUAL_LOGIN,
            Secret.of(Options.USUAL_KEY),
            FtrackSettings.DEFAULT_BATCH,
            FtrackSettings.DEFAULT_PAGE,
            Duration.ofSeconds(2));
    return new FtrackSource(
        nowhere, new FtrackClient(nowhere, new TestSurroundings().surroundings(), Patience.USUAL));
  }
}
