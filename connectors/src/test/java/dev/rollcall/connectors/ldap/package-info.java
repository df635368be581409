// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rollcall.connectors.ldap;

import org.jspecify.annotations.NullMarked;
