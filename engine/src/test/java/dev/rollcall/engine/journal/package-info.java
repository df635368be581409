// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rollcall.engine.journal;

import org.jspecify.annotations.NullMarked;
