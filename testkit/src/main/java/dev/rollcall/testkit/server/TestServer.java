// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A real server that runs as a child of this JVM on the loopback interface, with all its files in
/// a temporary folder. Closing it ends the process and deletes the folder; so does the end of the
/// JVM.
public abstract class TestServer implements AutoCloseable {
  private static final int CONNECT_MILLIS = 1_000;

  private final ServerHome home;
  private final ServerCommand command;
  private final int port;
  private final BooleanSupplier answers;
  private final Duration startupTime;
  private final Thread exitHook;
  private ServerProcess process;

  TestServer(Start start) {
    home = start.home();
    command = start.command();
    port = start.port();
    answers = start.answers();
    process = start.process();
    startupTime = start.time();
    exitHook = new Thread(this::endAndDelete, command.name() + " exit");
    Runtime.getRuntime().addShutdownHook(exitHook);
  }

  /// A server that has been started, before it has a face.
  record Start(
      ServerHome home,
      ServerCommand command,
      int port,
      BooleanSupplier answers,
      ServerProcess process,
      Duration time) {}

  /// What is ready to be started: files are in place, the port is free.
  record Prepared(ServerCommand command, int port, BooleanSupplier answers) {}

  /// Starts what is prepared and waits until it answers.
  static Start launch(ServerHome home, Prepared ready) {
    ServerProcess process = ServerProcess.start(ready.command(), home, ready.answers());
    return new Start(home, ready.command(), ready.port(), ready.answers(), process, home.age());
  }

  /// The name of the machine as it stands in URLs; its certificate is valid for it.
  public final String host() {
    return "localhost";
  }

  public final int port() {
    return port;
  }

  public final synchronized long pid() {
    return process.pid();
  }

  public final synchronized boolean isRunning() {
    return process.isRunning();
  }

  /// How long it took to create the server's files, start it and get the first answer.
  public final Duration startupTime() {
    return startupTime;
  }

  /// Ends the server in an orderly way; its data stays for [#restart()].
  public final synchronized void stop() {
    process.stop();
  }

  /// Ends the server at once, as a power cut would; its data stays for [#restart()].
  public final synchronized void kill() {
    process.kill();
  }

  /// Starts the server again on the same port with the same data; stops it first if it runs.
  public final synchronized void restart() {
    process.stop();
    process = ServerProcess.start(command, home, answers);
  }

  /// Stops the server without ending it: it accepts connections and says nothing until [#resume()].
  public final synchronized void freeze() {
    process.signal("STOP");
  }

  public final synchronized void resume() {
    process.signal("CONT");
  }

  @Override
  public final void close() {
    if (isStillMine()) {
      endAndDelete();
    }
  }

  private boolean isStillMine() {
    try {
      return Runtime.getRuntime().removeShutdownHook(exitHook);
    } catch (IllegalStateException alreadyGoingDown) {
      return false;
    }
  }

  private synchronized void endAndDelete() {
    process.stop();
    home.close();
  }

  final ServerHome home() {
    return home;
  }

  static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
