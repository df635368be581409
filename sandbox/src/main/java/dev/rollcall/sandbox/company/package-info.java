// SPDX-License-Identifier: Apache-2.0
/// A made-up studio and its HR database.
@NullMarked
package dev.rollcall.sandbox.company;

import org.jspecify.annotations.NullMarked;
