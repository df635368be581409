// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.List;

/// What an identity has in one target, as it was read.
///
/// @param key its name now
/// @param anchor its id that never changes
/// @param enabled whether it can be used; a disabled account is kept but closed
/// @param values one list for each attribute that was asked for, in that order; empty when absent
public record Account(AccountKey key, Anchor anchor, boolean enabled, List<List<String>> values) {}
