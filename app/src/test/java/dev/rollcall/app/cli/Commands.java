// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// The commands that there are.
public final class Commands {
  private Commands() {}

  static CommandLine all() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Main.line(
        new Console(nowhere, nowhere, false, Map.of(), Path.of(""), InstantSource.system()));
  }

  /// The command that a command line means; a failed test when it means none.
  public static String understood(List<String> words) {
    return all().parseArgs(words.toArray(String[]::new)).subcommand().commandSpec().name();
  }
}
