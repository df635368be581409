// SPDX-License-Identifier: Apache-2.0

/// The configuration: from `rollcall.yaml` to syncs that cannot be wrong, or every problem at once.
@NullMarked
package dev.rollcall.app.config;

import org.jspecify.annotations.NullMarked;
