// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import java.util.Optional;

/// How accounts are kept in a file.
///
/// @param naming the column, or of LDIF the attribute of the RDN, that names an account
/// @param at of LDIF, the DN below which new accounts are
public record FileAccounts(String naming, Optional<String> at) {}
