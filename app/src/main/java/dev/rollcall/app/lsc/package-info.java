// SPDX-License-Identifier: Apache-2.0
/// Writes a configuration out of that of LSC, the LDAP Synchronization Connector.
@NullMarked
package dev.rollcall.app.lsc;

import org.jspecify.annotations.NullMarked;
