// SPDX-License-Identifier: Apache-2.0
/// Whole processes, measured side by side on real servers.
@NullMarked
package dev.rollcall.benchmarks;

import org.jspecify.annotations.NullMarked;
