// SPDX-License-Identifier: Apache-2.0
/// Rows in memory: tables, indexes, transactions and the evaluation of queries.
@NullMarked
package dev.rollcall.sandbox.ftrack.store;

import org.jspecify.annotations.NullMarked;
