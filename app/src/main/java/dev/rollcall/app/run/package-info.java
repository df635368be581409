// SPDX-License-Identifier: Apache-2.0
/// Opens what a configuration names and runs its syncs: the one place that knows every connector.
@NullMarked
package dev.rollcall.app.run;

import org.jspecify.annotations.NullMarked;
