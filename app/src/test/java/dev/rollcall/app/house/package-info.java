// SPDX-License-Identifier: Apache-2.0

/// The rules of the house, as tests: how sources look, and which package may use which.
@NullMarked
package dev.rollcall.app.house;

import org.jspecify.annotations.NullMarked;
