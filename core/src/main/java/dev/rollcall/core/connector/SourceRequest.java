// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import java.util.List;
import java.util.Optional;

/// What is asked of a source.
///
/// @param names the columns or attributes that the mapping uses; only these need to be fetched. A
///   name that the source does not have is a [ReadFailed] for a database or file, and an absent
///   value for a directory
/// @param since only what changed at or after this cursor; empty for everything
public record SourceRequest(List<String> names, Optional<String> since) {
  public SourceRequest {
    names = List.copyOf(names);
  }
}
