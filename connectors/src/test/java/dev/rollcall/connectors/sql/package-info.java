// SPDX-License-Identifier: Apache-2.0
/// How databases are read, on real ones.
@NullMarked
package dev.rollcall.connectors.sql;

import org.jspecify.annotations.NullMarked;
