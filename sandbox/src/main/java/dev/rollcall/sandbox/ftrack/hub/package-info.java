// SPDX-License-Identifier: Apache-2.0
/// Events: a socket.io 0.9 server as far as ftrack's clients speak it.
@NullMarked
package dev.rollcall.sandbox.ftrack.hub;

import org.jspecify.annotations.NullMarked;
