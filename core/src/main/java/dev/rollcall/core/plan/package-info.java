// SPDX-License-Identifier: Apache-2.0
/// What would be done, one change an account, each with its reason.
@NullMarked
package dev.rollcall.core.plan;

import org.jspecify.annotations.NullMarked;
