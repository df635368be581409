// SPDX-License-Identifier: Apache-2.0
/// An ftrack server in one process, for tests and demonstrations.
@NullMarked
package dev.rollcall.sandbox.ftrack;

import org.jspecify.annotations.NullMarked;
