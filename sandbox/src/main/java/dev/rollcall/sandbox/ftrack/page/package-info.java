// SPDX-License-Identifier: Apache-2.0
/// The page on which a person sees what a server holds.
@NullMarked
package dev.rollcall.sandbox.ftrack.page;

import org.jspecify.annotations.NullMarked;
