// SPDX-License-Identifier: Apache-2.0
/// The language of mappings and conditions: compiled once, typed, total, without access to anything
/// but the row it is given.
///
/// Grammar and type check are those of CEL. Evaluation is our own, because an absent value has to
/// stay absent through every operator: it may never decide a condition.
@NullMarked
package dev.rollcall.core.expression;

import org.jspecify.annotations.NullMarked;
