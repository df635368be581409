// SPDX-License-Identifier: Apache-2.0
/// Values and refusals as they travel.
@NullMarked
package dev.rollcall.sandbox.ftrack.protocol;

import org.jspecify.annotations.NullMarked;
