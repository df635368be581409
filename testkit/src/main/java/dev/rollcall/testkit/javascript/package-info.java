// SPDX-License-Identifier: Apache-2.0
/// ftrack's own client for JavaScript, as another program that does the same work.
@NullMarked
package dev.rollcall.testkit.javascript;

import org.jspecify.annotations.NullMarked;
