// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import java.util.Optional;

/// Where the parts of a parsed text stand.
record Positions(CelSource source) {
  Mistake mistake(long id, String message, String suggestion) {
    return mistake(id, message, Optional.of(suggestion));
  }

  Mistake mistake(long id, String message, Optional<String> suggestion) {
    CelSourceLocation at =
        Optional.ofNullable(source.getPositionsMap().get(id))
            .flatMap(source::getOffsetLocation)
            .orElse(CelSourceLocation.of(1, 0));
    return mistake(at, message, suggestion);
  }

  static Mistake mistake(CelSourceLocation at, String message, Optional<String> suggestion) {
    return new Mistake(Math.max(1, at.getLine()), at.getColumn() + 1, message, suggestion);
  }
}
