// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.time.Duration;
import java.util.Optional;

/// What is read from a database.
///
/// @param query a SELECT; its result columns are the names that mappings use
/// @param changed the result column that says when a row was changed last, for reads of changes
/// @param overlap how far before the cursor such a read starts, for transactions that were
///   committed after later ones
public record SqlRead(String query, Optional<String> changed, Duration overlap) {}
