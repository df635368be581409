// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.engine.journal.Granted;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settles what an earlier process intended and never recorded, by what a plan saw of it.
final class Settling {
  private final Journal journal;
  private final State state;
  private final String sync;
  private final String by;
  private final String now;
  private final Map<List<Long>, Journal.Open> open = new HashMap<>();

  Settling(State state, String sync, String by, String now) {
    this.journal = new Journal(state, sync);
    this.state = state;
    this.sync = sync;
    this.by = by;
    this.now = now;
    journal.open().forEach(each -> open.put(List.of(each.run(), each.seq()), each));
  }

  void settle(Note.Settled note) {
    Optional.ofNullable(open.remove(List.of(note.run(), note.seq())))
        .ifPresent(each -> {
          journal.settle(each, note.made() ? "applied" : "not applied", by, now);
          if (note.made()) {
            remember(each);
          }
        });
  }

  private void remember(Journal.Open made) {
    if (made.change() instanceof Change.Members members) {
      Arrivals arrivals = new Arrivals(new Links(state, sync), new Links(state, sync, Sort.GROUP));
      RememberingGrants grants = new RememberingGrants(new Granted(state, sync), arrivals);
      grants.given(members);
      grants.taken(members);
      return;
    }
    Links links = new Links(state, sync, made.change().subject().sort());
    List<Anchor> account = made.change().subject().account().stream().toList();
    switch (made.change()) {
      case Change.Disable _ -> links.close(account, made.run());
      case Change.Enable _ -> links.reopen(account);
      case Change.Delete _ -> {
        links.reopen(account);
        links.forget(made.change().subject().owner().stream().toList());
      }
      case Change.Create _, Change.Rename _, Change.Update _, Change.Members _ -> {}
    }
  }
}
