// SPDX-License-Identifier: Apache-2.0
/// Any database with a JDBC driver, as a source.
@NullMarked
package dev.rollcall.connectors.sql;

import org.jspecify.annotations.NullMarked;
