// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/// A server that all test classes of a run use together. It starts when it is first asked for and
/// is closed at the end of the run, so each test works in a place of its own: see
/// [SlapdServer#freshArea()], [PostgresServer#freshDatabase()], [MariaDbServer#freshDatabase()].
public final class SharedServerExtension<S extends TestServer>
    implements BeforeAllCallback, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SharedServerExtension.class);

  private final Class<S> type;
  private final Supplier<S> starter;
  private Optional<ExtensionContext> run = Optional.empty();

  SharedServerExtension(Class<S> type, Supplier<S> starter) {
    this.type = type;
    this.starter = starter;
  }

  /// The running server.
  public synchronized S get() {
    return run.orElseThrow(() ->
            new IllegalStateException("ask for the server inside a test; add @RegisterExtension"))
        .getStore(NAMESPACE)
        .computeIfAbsent(type, _ -> starter.get(), type);
  }

  @Override
  public synchronized void beforeAll(ExtensionContext context) {
    run = Optional.of(context.getRoot());
  }

  @Override
  public synchronized void beforeEach(ExtensionContext context) {
    run = Optional.of(context.getRoot());
  }
}
