// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/// What planning says of one person.
public sealed interface Decision {
  /// In line already.
  record Nothing() implements Decision {}

  /// To be done.
  ///
  /// @param without what would be done with it, but is not allowed
  record Do(Change change, Optional<Withheld> without) implements Decision {}

  /// Would be done, but the configuration does not allow this kind of change.
  record Withheld(Kind kind, String because) implements Decision {}

  /// Cannot be done because the target would refuse the values; left as it is.
  record Flawed(List<Problem> problems) implements Decision {}
}
