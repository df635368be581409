// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/// What became of one identity.
public sealed interface Mapped {
  /// Where the identity was found, for people.
  String origin();

  /// It shall have an account.
  ///
  /// @param values one list for each mapped attribute, in the mapping's order
  /// @param label how a person calls it
  /// @param allowed which kinds of change its own values allow, as bits, see `Kind.bit`
  record Wanted(Anchor anchor, List<List<String>> values, String label, int allowed, String origin)
      implements Mapped {}

  /// It is in the source, and `where` says that it shall have no (open) account.
  ///
  /// @param values as far as they could be made, to find the account that shall be closed
  /// @param because the values that decided: `status is 'left'`
  record OutOfScope(Anchor anchor, List<List<String>> values, String because, String origin)
      implements Mapped {}

  /// Its data have a problem: whatever account it has stays as it is.
  ///
  /// @param anchor where even that could be read
  /// @param values as far as they could be made, to find the account that must be left alone
  record Held(
      Optional<Anchor> anchor, List<List<String>> values, List<Problem> problems, String origin)
      implements Mapped {}
}
