// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a plan says of itself; the last line of its file.
///
/// @param fingerprint of the changes: the same changes give the same one in every process
/// @param definition a digest of the sync's configuration that it was made under
/// @param serial how many runs of the sync had written before; a plan from before a later one is
///   stale. [#FORESEEN] for one that presumes another plan to be applied
/// @param made when, ISO 8601 in UTC
/// @param partial whether only what changed in the source was looked at
/// @param cursor where the next read of changes goes on; empty text: nowhere
/// @param inScope how many identities shall have an account
/// @param managed how many open accounts Rollcall looks after
public record PlanSummary(
    String sync,
    String source,
    String sourceKind,
    String target,
    String targetKind,
    String fingerprint,
    String definition,
    long serial,
    String made,
    boolean partial,
    String cursor,
    long identities,
    long inScope,
    long accounts,
    long managed,
    long unchanged,
    long unmanaged,
    long withheld,
    long problems,
    long waves,
    Holdings held,
    double seconds,
    Map<Kind, Long> changes) {
  /// The serial of a plan that was made from what is not there yet; it is never applied.
  public static final long FORESEEN = -1;

  public PlanSummary {
    Map<Kind, Long> copy = new EnumMap<>(Kind.class);
    copy.putAll(changes);
    changes = Collections.unmodifiableMap(copy);
  }

  public long count(Kind kind) {
    return changes.getOrDefault(kind, 0L);
  }

  /// Whether it presumes that another plan was applied before.
  public boolean foreseen() {
    return serial == FORESEEN;
  }

  /// How many changes there are.
  public long total() {
    return changes.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The beginning of the fingerprint, which file names and people use.
  public String shortFingerprint() {
    return fingerprint.substring(0, 8);
  }
}
