// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanFile;
import dev.rollcall.engine.journal.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Keeps what a plan found out besides its changes: links, clocks, intentions that are settled.
final class Remembering {
  private static final int CHUNK = 50_000;

  private final Map<Sort, Found> found = new EnumMap<>(Sort.class);
  private final Settling settling;
  private final String now;
  private final String made;

  private Remembering(State state, String sync, Settling settling, String now, String made) {
    for (Sort sort : List.of(Sort.USER, Sort.GROUP)) {
      found.put(sort, new Found(new Links(state, sync, sort)));
    }
    this.settling = settling;
    this.now = now;
    this.made = made;
  }

  static void notes(PlanFile plan, State state, String now) {
    String sync = plan.summary().sync();
    String by = "settled by the plan " + plan.summary().fingerprint();
    Settling settling = new Settling(state, sync, by, now);
    Remembering remembering = new Remembering(state, sync, settling, now, plan.summary().made());
    try (Stream<Note> notes = plan.notes()) {
      for (Iterator<Note> each = notes.iterator(); each.hasNext(); ) {
        remembering.take(each.next());
      }
    }
    remembering.found.values().forEach(Found::keep);
  }

  private void take(Note note) {
    switch (note) {
      case Note.Link(Sort sort, Anchor identity, Anchor account) ->
          of(sort).linked.add(new Links.Link(identity, account));
      case Note.Missing(Sort sort, Anchor account) -> of(sort).missing.add(account);
      case Note.Back(Sort sort, Anchor account) -> of(sort).back.add(account);
      case Note.Opened(Sort sort, Anchor account) -> of(sort).opened.add(account);
      case Note.Settled settled -> settling.settle(settled);
    }
  }

  private Found of(Sort sort) {
    Found notes = found.get(sort);
    if (notes == null) {
      throw new IllegalArgumentException("nothing is remembered of a " + sort);
    }
    notes.keepWhenMany();
    return notes;
  }

  /// What was found out about accounts, or about groups.
  private final class Found {
    private final Links links;
    private final List<Links.Link> linked = new ArrayList<>();
    private final List<Anchor> missing = new ArrayList<>();
    private final List<Anchor> back = new ArrayList<>();
    private final List<Anchor> opened = new ArrayList<>();

    private Found(Links links) {
      this.links = links;
    }

    private void keepWhenMany() {
      if (linked.size() + missing.size() + back.size() + opened.size() >= CHUNK) {
        keep();
      }
    }

    private void keep() {
      links.begin(linked, now);
      links.startClocks(missing, made);
      links.stopClocks(back);
      links.reopen(opened);
      linked.clear();
      missing.clear();
      back.clear();
      opened.clear();
    }
  }
}
