// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A server of one test class. It starts when it is first asked for and is closed after the last
/// test of the class; in a field that is not static it lives for one test.
///
/// ```java
/// @RegisterExtension
/// static final ServerExtension<SlapdServer> slapd = Servers.slapd(o -> o.overlays("ppolicy"));
/// ```
public final class ServerExtension<S extends TestServer>
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private final Supplier<S> starter;
  private Optional<S> running = Optional.empty();
  private int scopes;

  ServerExtension(Supplier<S> starter) {
    this.starter = starter;
  }

  /// The running server.
  public synchronized S get() {
    if (scopes == 0) {
      throw new IllegalStateException("ask for the server inside a test; add @RegisterExtension");
    }
    S server = running.orElseGet(starter);
    running = Optional.of(server);
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    enter();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    enter();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    leave();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    leave();
  }

  private synchronized void enter() {
    scopes++;
  }

  /// Nested classes inherit the extension, so the server is closed by the outermost that leaves.
  private synchronized void leave() {
    scopes--;
    if (scopes == 0) {
      Optional<S> last = running;
      running = Optional.empty();
      last.ifPresent(TestServer::close);
    }
  }
}
