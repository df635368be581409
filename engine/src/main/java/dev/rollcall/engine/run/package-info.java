// SPDX-License-Identifier: Apache-2.0
/// A run, from reading both sides to the report.
@NullMarked
package dev.rollcall.engine.run;

import org.jspecify.annotations.NullMarked;
