// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import java.util.List;

/// The change of one attribute: what the plan saw and what it shall become. Empty means absent;
/// values are a set and stand sorted.
public record Edit(String attribute, List<String> before, List<String> after) {
  public Edit {
    before = before.stream().sorted().toList();
    after = after.stream().sorted().toList();
  }

  /// The values to add.
  public List<String> added() {
    return after.stream().filter(value -> !before.contains(value)).toList();
  }

  /// The values to take away.
  public List<String> removed() {
    return before.stream().filter(value -> !after.contains(value)).toList();
  }
}
