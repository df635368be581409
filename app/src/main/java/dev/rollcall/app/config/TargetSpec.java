// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.file.FileAccounts;
import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapAccounts;
import dev.rollcall.connectors.ldap.LdapSettings;
import java.util.Optional;

/// What a target is opened with.
public sealed interface TargetSpec {
  /// @param hashed where in the source the passwords of new accounts are, if they are there
  record Ldap(LdapSettings settings, LdapAccounts accounts, Optional<Hashed> hashed)
      implements TargetSpec {}

  /// What of the source holds hashes of passwords.
  ///
  /// @param column the column or attribute
  /// @param attribute what takes them in the target; empty: as its kind has it
  record Hashed(String column, Optional<String> attribute, boolean mustChange) {}

  record Ftrack(FtrackSettings settings) implements TargetSpec {}

  record File(FileSettings settings, FileAccounts accounts) implements TargetSpec {}
}
