// SPDX-License-Identifier: Apache-2.0
/// Starters for the real servers that tests and benchmarks run against, and a proxy that breaks the
/// connection to them on purpose.
@NullMarked
package dev.rollcall.testkit.server;

import org.jspecify.annotations.NullMarked;
