// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How a server is started and asked to stop.
///
/// @param name what messages call the server
/// @param words the program and its arguments
/// @param environment variables added to those of this JVM
/// @param stopSignal the signal of an orderly end, such as `TERM`
record ServerCommand(
    String name, List<String> words, Map<String, String> environment, String stopSignal) {
  /// slapd and ns-slapd make their connection table as large as this limit; a million, as
  /// containers like to set it, costs them 700 MB.
  private static final String FEW_DESCRIPTORS =
      "ulimit -n 4096 2>/dev/null || true; exec \"$0\" \"$@\"";

  ServerCommand {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /// A command that ends with this JVM, whatever ends it, and runs as `user` if that is another
  /// one.
  static ServerCommand of(
      String name,
      String stopSignal,
      Programs programs,
      Optional<String> user,
      List<String> command) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", FEW_DESCRIPTORS));
    words.addAll(setpriv(programs, user, List.of("--pdeathsig", stopSignal)));
    words.addAll(command);
    return new ServerCommand(name, words, Map.of(), stopSignal);
  }

  ServerCommand with(Map<String, String> variables) {
    return new ServerCommand(name, words, variables, stopSignal);
  }

  /// The command as `user` where that is another one than this JVM's.
  static List<String> as(Optional<String> user, Programs programs, List<String> command) {
    return user.isEmpty()
        ? command
        : Stream.concat(setpriv(programs, user, List.of()).stream(), command.stream()).toList();
  }

  /// setpriv becomes the program it starts, so the child's process id is the server's; runuser
  /// stays between them as a parent of its own.
  private static List<String> setpriv(
      Programs programs, Optional<String> user, List<String> options) {
    Optional<Path> setpriv = programs.find("setpriv");
    if (user.isEmpty() && setpriv.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(programs.need("setpriv", "util-linux")));
    user.ifPresent(
        name -> words.addAll(List.of("--reuid", name, "--regid", name, "--init-groups")));
    words.addAll(options);
    return words;
  }
}
