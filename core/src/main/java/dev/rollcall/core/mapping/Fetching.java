// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import dev.rollcall.core.expression.Evaluation;

/// Where what an identity only names is taken from. Names are values of a source, so they are
/// hostile: what is reached through them is decided by the configuration.
public interface Fetching {
  /// One value, the bytes in base64; or why it cannot be had.
  Evaluation fetch(String name);

  /// For people: `files below /srv/photos`.
  String words();
}
