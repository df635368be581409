// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.util.Map;
import java.util.Optional;

/// Variables that stand in for keys of a system.
///
/// @param variables empty where they could mean several systems, or none is asked for
/// @param type of the system
record StandIns(Optional<Map<String, String>> variables, String type) {
  Optional<String> get(String variable) {
    return variables.map(all -> all.get(variable)).filter(value -> !value.isBlank());
  }

  /// What a message about a missing key says of the variable that could have helped.
  String why(String variable) {
    return variables.isEmpty()
        ? ""
        : ", and %s, which stands in where there is one %s system, is not set"
            .formatted(variable, type);
  }

  String fix(String variable) {
    return variables.isEmpty() ? "" : ", or set " + variable;
  }
}
