// SPDX-License-Identifier: Apache-2.0
/// LDAP directories, as a source and as a target.
@NullMarked
package dev.rollcall.connectors.ldap;

import org.jspecify.annotations.NullMarked;
