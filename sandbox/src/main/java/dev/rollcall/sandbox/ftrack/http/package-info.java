// SPDX-License-Identifier: Apache-2.0
/// A small HTTP/1.1 server. Unlike the one in the JDK it serves `//api`, which JavaScript clients
/// ask for, can break off an answer wherever a test wants it to, and leaves room for websockets.
@NullMarked
package dev.rollcall.sandbox.ftrack.http;

import org.jspecify.annotations.NullMarked;
