// SPDX-License-Identifier: Apache-2.0
/// What was read, small in memory and whole on disk.
@NullMarked
package dev.rollcall.engine.snapshot;

import org.jspecify.annotations.NullMarked;
