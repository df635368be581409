// SPDX-License-Identifier: Apache-2.0
/// The ports: what a source and a target promise.
@NullMarked
package dev.rollcall.core.connector;

import org.jspecify.annotations.NullMarked;
