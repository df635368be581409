// SPDX-License-Identifier: Apache-2.0
/// What every connector promises, as tests, for people who write one.
@NullMarked
package dev.rollcall.testkit;

import org.jspecify.annotations.NullMarked;
