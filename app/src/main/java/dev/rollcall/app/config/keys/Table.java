// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys that stand together in one place.
///
/// @param title the place, for people: `an sql system`
/// @param substitutes whether `${env:...}` and `${file:...}` are resolved in its values
/// @param former keys that are called otherwise here, in earlier versions or in other programs
public record Table(String title, boolean substitutes, List<Key> keys, Map<String, String> former) {
  public Table {
    keys = List.copyOf(keys);
    former = Map.copyOf(former);
  }

  static Table of(String title, Key... keys) {
    return new Table(title, false, List.of(keys), Map.of());
  }

  Table substituting() {
    return new Table(title, true, keys, former);
  }

  Table former(Map<String, String> names) {
    return new Table(title, substitutes, keys, names);
  }

  public Optional<Key> key(String name) {
    return keys.stream().filter(key -> key.name().equals(name)).findFirst();
  }

  public List<String> names() {
    return keys.stream().map(Key::name).toList();
  }
}
