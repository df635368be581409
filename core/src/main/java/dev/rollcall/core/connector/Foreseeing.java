// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.plan.Change;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A target that can also be read as a source, and can tell what a read would deliver once a plan
/// was applied. With it a plan shows the second sync of a chain before the first has run.
public interface Foreseeing {
  /// `source` as it would be after these changes. The stream is asked for once for each read, and
  /// closed.
  Source after(Supplier<Stream<Change>> changes, Source source);
}
