// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.Optional;

/// What the image from before the present run shows.
final class Images {
  private Optional<Appendable> file = Optional.empty();
  private Fingerprints entries = new Fingerprints();

  /// Whether this is the beginning of another image than the last one.
  boolean begin(Appendable out) {
    if (file.filter(out::equals).isPresent()) {
      return false;
    }
    file = Optional.of(out);
    entries = new Fingerprints();
    return true;
  }

  /// That it shows this entry.
  void add(String entry) {
    entries.add(entry);
  }

  /// Whether an entry is not as it shows it, if there is an image at all.
  boolean lacks(String entry) {
    return file.isPresent() && !entries.has(entry);
  }
}
