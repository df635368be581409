// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.rollcall.testkit.server;

import org.jspecify.annotations.NullMarked;
