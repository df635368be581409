// SPDX-License-Identifier: Apache-2.0
/// An LDAP directory in one process.
@NullMarked
package dev.rollcall.sandbox.directory;

import org.jspecify.annotations.NullMarked;
