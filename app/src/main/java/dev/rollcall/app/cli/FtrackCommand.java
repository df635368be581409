// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What only ftrack can be asked for.
@Command(
    name = "ftrack",
    mixinStandardHelpOptions = true,
    description = "What only ftrack can be asked for.",
    synopsisSubcommandLabel = "COMMAND")
final class FtrackCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
