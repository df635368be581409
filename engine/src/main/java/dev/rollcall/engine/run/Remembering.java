// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.engine.journal.Journal;
import dev.rollcall.engine.journal.Links;
import dev.rollcall.engine.journal.Note;
import dev.rollcall.engine.journal.PlanFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Keeps what a plan found out besides its changes: links, clocks, intentions that are settled.
final class Remembering {
  private static final int CHUNK = 50_000;

  private final Links links;
  private final Settling settling;
  private final String now;
  private final String made;
  private final List<Links.Link> linked = new ArrayList<>();
  private final List<Anchor> missing = new ArrayList<>();
  private final List<Anchor> back = new ArrayList<>();
  private final List<Anchor> opened = new ArrayList<>();

  private Remembering(Links links, Settling settling, String now, String made) {
    this.links = links;
    this.settling = settling;
    this.now = now;
    this.made = made;
  }

  static void notes(PlanFile plan, Journal journal, Links links, String now) {
    String by = "settled by the plan " + plan.summary().fingerprint();
    Remembering remembering =
        new Remembering(links, new Settling(journal, links, by, now), now, plan.summary().made());
    try (Stream<Note> notes = plan.notes()) {
      for (Iterator<Note> each = notes.iterator(); each.hasNext(); ) {
        remembering.take(each.next());
      }
    }
    remembering.keep();
  }

  private void take(Note note) {
    switch (note) {
      case Note.Link(Anchor identity, Anchor account) ->
          linked.add(new Links.Link(identity, account));
      case Note.Missing(Anchor account) -> missing.add(account);
      case Note.Back(Anchor account) -> back.add(account);
      case Note.Opened(Anchor account) -> opened.add(account);
      case Note.Settled settled -> settling.settle(settled);
    }
    if (linked.size() + missing.size() + back.size() + opened.size() >= CHUNK) {
      keep();
    }
  }

  private void keep() {
    links.remember(linked, now);
    links.startClocks(missing, made);
    links.stopClocks(back);
    links.reopen(opened);
    linked.clear();
    missing.clear();
    back.clear();
    opened.clear();
  }
}
