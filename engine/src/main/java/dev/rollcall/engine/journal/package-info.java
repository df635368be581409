// SPDX-License-Identifier: Apache-2.0
/// The state: links, plans, runs and what came of every change.
@NullMarked
package dev.rollcall.engine.journal;

import org.jspecify.annotations.NullMarked;
