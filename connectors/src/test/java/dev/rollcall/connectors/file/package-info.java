// SPDX-License-Identifier: Apache-2.0
/// How files are read.
@NullMarked
package dev.rollcall.connectors.file;

import org.jspecify.annotations.NullMarked;
