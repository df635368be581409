// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapAccounts;
import dev.rollcall.connectors.ldap.LdapSettings;

/// What a target is opened with.
public sealed interface TargetSpec {
  record Ldap(LdapSettings settings, LdapAccounts accounts) implements TargetSpec {}

  record Ftrack(FtrackSettings settings) implements TargetSpec {}
}
