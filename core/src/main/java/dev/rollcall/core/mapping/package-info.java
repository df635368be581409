// SPDX-License-Identifier: Apache-2.0
/// From an identity to what its account should be.
@NullMarked
package dev.rollcall.core.mapping;

import org.jspecify.annotations.NullMarked;
