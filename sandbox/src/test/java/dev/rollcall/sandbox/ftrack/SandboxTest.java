// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A server and a client for every test.
abstract class SandboxTest {
  FtrackSandbox sandbox;
  Client client;

  @BeforeEach
  void start() throws IOException {
    sandbox = FtrackSandbox.start(options());
    client = new Client(sandbox);
  }

  Options options() {
    return Options.usual();
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }
}
