// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Subject;
import java.util.Optional;

/// The password that an account gets when it is made, and never again. It is no part of a change,
/// so no plan, journal, log or backup ever sees it.
///
/// @param attribute where it is put; empty: as the server kind has it
/// @param mustChange whether the person has to choose another one at the first sign-in
public record InitialPassword(Origin origin, Optional<String> attribute, boolean mustChange) {
  /// Where passwords come from.
  public sealed interface Origin {
    /// They are made here and handed out.
    ///
    /// @param scheme how the directory gets to see them; empty: as the server kind wants it
    record Generated(
        PasswordPolicy policy, PasswordChannel channel, Optional<PasswordScheme> scheme)
        implements Origin {}

    /// They are known to the source, as hashes that the directory takes over (`{SSHA}...`).
    record Hashed(Hashes hashes) implements Origin {}
  }

  /// Knows the hashes of people.
  @FunctionalInterface
  public interface Hashes {
    /// The hash of the person who shall own an account.
    Optional<Secret> of(Subject subject) throws ReadFailed;
  }
}
