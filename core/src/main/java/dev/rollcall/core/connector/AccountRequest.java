// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import java.util.List;
import java.util.Optional;

/// What is asked of a target.
///
/// @param attributes the attributes that the mapping manages or matches by; an account's values
///   come in this order
/// @param only where present, just the accounts that any of these finds; otherwise all
public record AccountRequest(List<String> attributes, Optional<List<Lookup>> only) {
  public AccountRequest {
    attributes = List.copyOf(attributes);
    only = only.map(List::copyOf);
  }

  /// One way to find an account.
  public sealed interface Lookup {
    String value();

    /// By the account's anchor.
    record ByAnchor(String value) implements Lookup {}

    /// By the value of an attribute, whatever its letter case where the target compares so.
    record ByAttribute(String attribute, String value) implements Lookup {}
  }
}
