// SPDX-License-Identifier: Apache-2.0

/// Every key of the configuration, described once: the reader, the JSON Schema and the reference
/// page all come from here.
@NullMarked
package dev.rollcall.app.config.keys;

import org.jspecify.annotations.NullMarked;
