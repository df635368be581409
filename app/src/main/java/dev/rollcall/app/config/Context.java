// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Findings;
import dev.rollcall.app.config.tree.Places;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/// What every part of the reading needs.
///
/// @param directory of the file; other files are found from there
/// @param variables whether variables stand in for keys
/// @param fetched the directory of copies of what was fetched
/// @param meant key paths that are there under a wrong name, so that nobody calls them missing
record Context(
    Path directory,
    Map<String, String> environment,
    boolean variables,
    Findings findings,
    Places places,
    Path fetched,
    Set<String> meant) {
  /// The same with another place for copies.
  Context keeping(Path copies) {
    return new Context(directory, environment, variables, findings, places, copies, meant);
  }

  Path resolve(String path) {
    return directory.resolve(path).toAbsolutePath().normalize();
  }
}
