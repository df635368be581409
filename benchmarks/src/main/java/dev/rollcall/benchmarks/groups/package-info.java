// SPDX-License-Identifier: Apache-2.0
/// What it costs to find out who is in which group.
@NullMarked
package dev.rollcall.benchmarks.groups;

import org.jspecify.annotations.NullMarked;
