// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ldap.AliasPolicy;

/// Reads what a search in a directory does with aliases.
final class Aliases {
  private Aliases() {}

  static AliasPolicy of(Section search) {
    return search.text("aliases").filter("follow"::equals).isPresent()
        ? AliasPolicy.FOLLOW
        : AliasPolicy.IGNORE;
  }
}
