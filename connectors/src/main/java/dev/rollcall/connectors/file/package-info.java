// SPDX-License-Identifier: Apache-2.0
/// CSV and LDIF files, as a source and as a target.
@NullMarked
package dev.rollcall.connectors.file;

import org.jspecify.annotations.NullMarked;
