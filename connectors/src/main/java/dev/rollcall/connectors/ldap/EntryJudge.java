// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.problem.Problem;

/// Judges the entries of one search as they come: whether they can be what was asked for. What is
/// wrong about one makes the others no better, so the read ends.
final class EntryJudge {
  private final Search search;
  private final Reach reach;
  private final ReadProblems problems;
  private final ReadCeiling ceiling;
  private final Fingerprints seen = new Fingerprints();

  /// @param reach from where they may come
  EntryJudge(Search search, Reach reach, ReadProblems problems, ReadCeiling ceiling) {
    this.search = search;
    this.reach = reach;
    this.problems = problems;
    this.ceiling = ceiling;
  }

  /// An entry that nobody can believe in.
  static final class Incredible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Incredible(Problem problem) {
      super(problem.what(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  /// Looks at the name of the next entry.
  ///
  /// @param number how many there have been in this read
  void see(String dn, long number) {
    if (number > ceiling.entries()) {
      throw new Incredible(problems.tooMany(search.base(), ceiling.entries()));
    }
    if (!reach.holds(dn)) {
      throw new Incredible(problems.outside(search.base(), dn));
    }
    // RFC 4511 section 4.5.1.3: who follows aliases should send no entry twice, and may.
    if (!seen.add(dn) && !search.follows()) {
      throw new Incredible(problems.twice(search.base(), dn));
    }
  }
}
