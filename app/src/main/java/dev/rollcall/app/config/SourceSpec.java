// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapRead;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.sql.SqlRead;
import dev.rollcall.connectors.sql.SqlSettings;

/// What a source is opened with.
public sealed interface SourceSpec {
  record Sql(SqlSettings settings, SqlRead read) implements SourceSpec {}

  record Ldap(LdapSettings settings, LdapRead read) implements SourceSpec {}

  record File(FileSettings settings) implements SourceSpec {}

  record Ftrack(FtrackSettings settings) implements SourceSpec {}
}
