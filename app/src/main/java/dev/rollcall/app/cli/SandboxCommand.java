// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.run.StudioServer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Runs an ftrack server for trials on this machine, until it is interrupted.")
final class SandboxCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Count.class,
      description = "Where it listens; a free port unless given.")
  private int port;

  @Option(
      names = "--people",
      paramLabel = "M",
      converter = Count.class,
      description = "Starts with so many made-up users.")
  private int people;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Kept in this file; in memory unless given.")
  private Optional<Path> data = Optional.empty();

  SandboxCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (StudioServer server = StudioServer.start(port, people, data.map(console::path))) {
      Thread stop = Thread.ofPlatform().unstarted(server::close);
      Runtime.getRuntime().addShutdownHook(stop);
      console.line("an ftrack server for trials runs on this machine:");
      console.line("  export FTRACK_SERVER=" + server.uri());
      console.line("  export FTRACK_API_USER=" + server.user());
      console.line("  export FTRACK_API_KEY=" + server.key());
      console.line("end it with Ctrl-C");
      console.flush();
      server.await();
    }
    return Exit.DONE;
  }
}
