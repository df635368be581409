// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import java.util.Optional;

/// The proof that a read saw everything it asked for. A connector makes one only after the last
/// page, without a limit hit and without an error; otherwise it throws [ReadFailed].
///
/// @param entries how many were delivered
/// @param requests how many requests it took
/// @param evidence what shows that nothing is missing, for people: `paged search ended with an
///   empty cookie, result success`
/// @param cursor where a later read of changes may go on, by the remote system's own clock; empty
///   where the sync follows no change column
public record CompleteRead(long entries, long requests, String evidence, Optional<String> cursor) {}
