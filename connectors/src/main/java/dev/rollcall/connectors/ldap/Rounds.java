// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes changes side by side, but those of one group one after the other.
record Rounds(Pipeline pipeline) {
  List<Outcome> run(List<Change> batch, Function<Change, Step> course) {
    Outcome[] outcomes = new Outcome[batch.size()];
    for (List<Integer> round : rounds(batch)) {
      List<Outcome> told = pipeline.run(round.stream().map(batch::get).map(course).toList());
      for (int i = 0; i < told.size(); i++) {
        outcomes[round.get(i)] = told.get(i);
      }
    }
    return List.of(outcomes);
  }

  /// The places of changes that can be made together.
  private static List<List<Integer>> rounds(List<Change> batch) {
    List<List<Integer>> rounds = new ArrayList<>();
    Map<String, Integer> before = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      int round =
          batch.get(i) instanceof Change.Members members
              ? before.merge(members.subject().key().value(), 1, Integer::sum) - 1
              : 0;
      if (round == rounds.size()) {
        rounds.add(new ArrayList<>());
      }
      rounds.get(round).add(i);
    }
    return rounds;
  }
}
