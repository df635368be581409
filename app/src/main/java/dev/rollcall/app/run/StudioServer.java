// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.sandbox.company.SampleCompany;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// An ftrack server for trials that runs until it is closed.
public final class StudioServer implements AutoCloseable {
  private static final int LAST_PORT = 65_535;

  private final FtrackSandbox sandbox;
  private final Optional<Path> data;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();

  private StudioServer(FtrackSandbox sandbox, Optional<Path> data) {
    this.sandbox = sandbox;
    this.data = data;
  }

  /// Starts one.
  ///
  /// @param port 0 for a free one
  /// @param people how many made-up users it starts with
  /// @param data the file it is kept in
  public static StudioServer start(int port, int people, Optional<Path> data) {
    if (port > LAST_PORT) {
      throw new Halt(unusable(port, "ports end at " + LAST_PORT));
    }
    Options options = Options.usual().withPort(port);
    try {
      FtrackSandbox sandbox = FtrackSandbox.start(data.map(options::withData).orElse(options));
      if (people > 0) {
        sandbox.add(SampleCompany.people(people));
      }
      return new StudioServer(sandbox, data);
    } catch (IOException failure) {
      throw new Halt(unusable(port, failure.toString()), failure);
    }
  }

  private static Problem unusable(int port, String why) {
    return new Problem(
        "SANDBOX-START",
        Blame.OPERATOR,
        "the sandbox cannot start on port " + port,
        why,
        "choose another port, or none: rollcall sandbox");
  }

  public URI uri() {
    return sandbox.uri();
  }

  public String user() {
    return Options.USUAL_LOGIN;
  }

  public String key() {
    return Options.USUAL_KEY;
  }

  /// Waits until it is closed.
  public void await() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      if (data.isPresent()) {
        sandbox.save(data.get());
      }
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    } finally {
      sandbox.close();
      ended.countDown();
    }
  }
}
