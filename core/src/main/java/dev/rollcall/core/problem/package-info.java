// SPDX-License-Identifier: Apache-2.0
/// What a person has to know about, told so that they can act on it.
@NullMarked
package dev.rollcall.core.problem;

import org.jspecify.annotations.NullMarked;
