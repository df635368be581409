// SPDX-License-Identifier: Apache-2.0
/// Which entity types there are, with their properties and values.
@NullMarked
package dev.rollcall.sandbox.ftrack.schema;

import org.jspecify.annotations.NullMarked;
