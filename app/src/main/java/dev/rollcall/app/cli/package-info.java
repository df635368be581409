// SPDX-License-Identifier: Apache-2.0

/// The command line: it parses, wires and prints, and decides nothing.
@NullMarked
package dev.rollcall.app.cli;

import org.jspecify.annotations.NullMarked;
