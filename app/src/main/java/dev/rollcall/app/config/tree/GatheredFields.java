// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A group of keys while it is read.
final class GatheredFields {
  private final Findings findings;
  private final List<Node.Entry> entries = new ArrayList<>();
  private final List<Node.Entry> merged = new ArrayList<>();
  private final Map<String, Position> seen = new HashMap<>();

  GatheredFields(Findings findings) {
    this.findings = findings;
  }

  /// A key that stands in the group itself.
  void put(Position at, String key, Node value) {
    Position first = seen.putIfAbsent(key, at);
    if (first == null) {
      entries.add(new Node.Entry(at, key, value));
      return;
    }
    findings.problem(
        at,
        "CONFIG-KEY-TWICE",
        "the key '" + key + "' is here a second time",
        "it is on line " + first.line() + " already",
        "keep one of the two");
  }

  /// The keys of another group, or of several; those that the group has itself win, then the first
  /// (https://yaml.org/type/merge.html).
  void merge(Position at, Node value) {
    switch (value) {
      case Node.Fields fields -> merged.addAll(fields.entries());
      case Node.Items items when items.items().stream().allMatch(Node.Fields.class::isInstance) ->
          items.items().forEach(item -> merged.addAll(((Node.Fields) item).entries()));
      case Node.Items _, Node.Scalar _ ->
          findings.problem(
              at,
              "CONFIG-YAML",
              "'<<' can take in groups of keys only",
              "here it is followed by " + value.kind(),
              "write '<<: *name', with '&name' at a group of keys");
    }
  }

  Node.Fields at(Position position) {
    Set<String> own = new HashSet<>(seen.keySet());
    List<Node.Entry> all = new ArrayList<>(entries);
    merged.stream().filter(entry -> own.add(entry.key())).forEach(all::add);
    return new Node.Fields(position, all);
  }
}
