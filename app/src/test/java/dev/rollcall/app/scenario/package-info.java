// SPDX-License-Identifier: Apache-2.0

/// Whole stories on the command line, on real servers.
@NullMarked
package dev.rollcall.app.scenario;

import org.jspecify.annotations.NullMarked;
