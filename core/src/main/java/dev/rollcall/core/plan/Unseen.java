// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.problem.Problem;
import java.util.Optional;

/// What a change took away although neither the plan nor the image from before shows it: somebody
/// changed the account in between.
///
/// @param problem says so; empty where it only no longer refers to what the same run may have
///   deleted or renamed
/// @param image the account as it was when the change was made, in the notation of the image
public record Unseen(Optional<Problem> problem, String image) {}
