// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.util.Optional;

/// Which entries of a directory are groups that Rollcall keeps, and how they are made.
///
/// @param at the DN under which groups live; new ones are put right there
/// @param rdn the attribute that names a group
/// @param kind the object class of new groups, and how groups keep their members
/// @param filter which entries under `at` are groups; empty: those of that class
/// @param placeholder the DN that stands in a group without members where the server wants at least
///   one; empty: the group's own
public record LdapGroupAccounts(
    String at, String rdn, GroupKind kind, Optional<String> filter, Optional<String> placeholder) {}
