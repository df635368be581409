// SPDX-License-Identifier: Apache-2.0
/// Limits on a plan, judged on the whole of it before the first write.
@NullMarked
package dev.rollcall.core.guard;

import org.jspecify.annotations.NullMarked;
