// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.util.Optional;

/// What groups are read from a database.
///
/// @param query a SELECT of the groups; its result columns are the names that mappings use
/// @param id the column of that query that tells groups apart
/// @param membersQuery a SELECT of who is in which: the first column is a group's `id`, the second
///   what people have in `member`
/// @param nestedQuery a SELECT of which groups are inside which: a group's `id`, and the `id` of
///   one inside it
/// @param member the column of the people that tells them apart
public record SqlGroups(
    String query, String id, String membersQuery, Optional<String> nestedQuery, String member) {}
