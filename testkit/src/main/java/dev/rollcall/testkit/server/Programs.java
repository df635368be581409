// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the programs of a server, or says which Debian packages bring them.
///
/// @param folders where to look, in this order
record Programs(List<Path> folders) {
  Programs {
    folders = List.copyOf(folders);
  }

  /// The folders of `PATH` and those of the system administrator, which a user's `PATH` often
  /// lacks.
  static Programs ofThisMachine() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Programs(
        Stream.concat(
                Arrays.stream(path.split(File.pathSeparator, -1)),
                Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin"))
            .filter(folder -> !folder.isBlank())
            .map(Path::of)
            .distinct()
            .toList());
  }

  Programs preferring(Optional<Path> folder) {
    return new Programs(Stream.concat(folder.stream(), folders.stream()).toList());
  }

  Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  String need(String program, String debianPackages) {
    return find(program)
        .map(Path::toString)
        .orElseThrow(() -> new ServerNotInstalled(missing(program, debianPackages)));
  }

  static String missing(String what, Object where, String debianPackages) {
    return """
    %s is not installed (looked in %s)
      install it with: script/bootstrap
      or by hand: sudo apt-get install --no-install-recommends %s\
    """
        .formatted(what, where, debianPackages);
  }

  private String missing(String program, String debianPackages) {
    String searched = folders.stream().map(Path::toString).collect(Collectors.joining(":"));
    return missing(program, searched, debianPackages);
  }
}
