// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "PROGRAM",
    description = "Writes a configuration out of that of another program.")
final class ImportCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no program is given whose configuration it is: lsc");
  }
}
