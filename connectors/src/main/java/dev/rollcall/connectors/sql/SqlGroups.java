// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

/// What groups are read from a database.
///
/// @param query a SELECT of the groups; its result columns are the names that mappings use
/// @param id the column of that query that tells groups apart
/// @param membersQuery a SELECT of who is in which: the first column is a group's `id`, the second
///   what people have in `member`
/// @param member the column of the people that tells them apart
public record SqlGroups(String query, String id, String membersQuery, String member) {}
