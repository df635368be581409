// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rollcall.engine.snapshot;

import org.jspecify.annotations.NullMarked;
