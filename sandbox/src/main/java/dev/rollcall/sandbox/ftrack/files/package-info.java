// SPDX-License-Identifier: Apache-2.0
/// Files of components: announced, sent, fetched.
@NullMarked
package dev.rollcall.sandbox.ftrack.files;

import org.jspecify.annotations.NullMarked;
