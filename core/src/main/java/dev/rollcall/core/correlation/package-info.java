// SPDX-License-Identifier: Apache-2.0
/// Finding the account of an identity.
@NullMarked
package dev.rollcall.core.correlation;

import org.jspecify.annotations.NullMarked;
