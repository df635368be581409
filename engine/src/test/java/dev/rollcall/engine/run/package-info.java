// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rollcall.engine.run;

import org.jspecify.annotations.NullMarked;
