// SPDX-License-Identifier: Apache-2.0
/// What Rollcall is measured against: programs that only read or only write, with the same
/// libraries.
@NullMarked
package dev.rollcall.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
