// SPDX-License-Identifier: Apache-2.0

/// Syncs for Java programs, without a configuration file.
@NullMarked
package dev.rollcall.app.embed;

import org.jspecify.annotations.NullMarked;
