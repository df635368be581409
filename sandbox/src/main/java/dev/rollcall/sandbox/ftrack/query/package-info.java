// SPDX-License-Identifier: Apache-2.0
/// The query language: from text to a tree.
@NullMarked
package dev.rollcall.sandbox.ftrack.query;

import org.jspecify.annotations.NullMarked;
