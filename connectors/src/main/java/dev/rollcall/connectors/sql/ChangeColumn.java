// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

/// The column that says when a row was changed, and how it says so.
record ChangeColumn(ResultColumn column, ChangeTime kind) {}
