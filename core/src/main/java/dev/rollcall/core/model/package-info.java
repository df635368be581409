// SPDX-License-Identifier: Apache-2.0
/// Identities, accounts and their values: the nouns of every other package.
@NullMarked
package dev.rollcall.core.model;

import org.jspecify.annotations.NullMarked;
