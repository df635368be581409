// SPDX-License-Identifier: Apache-2.0
/// ftrack, as a target.
@NullMarked
package dev.rollcall.connectors.ftrack;

import org.jspecify.annotations.NullMarked;
