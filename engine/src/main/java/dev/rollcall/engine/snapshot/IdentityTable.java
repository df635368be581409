// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Every identity of a source, mapped while it is read: fingerprint and offset in memory, what the
/// account should hold in a spool. Filled by one thread, then used by one.
public final class IdentityTable implements AutoCloseable, Consumer<Identity> {
  /// What is to happen with a row.
  public enum State {
    WANTED,
    OUT_OF_SCOPE,
    HELD
  }

  private static final Comparator<Boolean> TRUE_FIRST = Comparator.reverseOrder();
  private static final int OUT = 1;
  private static final int BROKEN = 2;
  private static final int LEFT_ALONE = 4;

  private final Spool spool;
  private final Mapping mapping;
  private final Comparison comparison;
  private final int width;
  private final int namingColumn;
  private final Cells cells;
  private final Hasher hasher = new Hasher();
  private final List<Repeat> repeats = new ArrayList<>();
  private final KeyTable byAnchor = new KeyTable((first, row) -> repeated(first, row, true));
  private final KeyTable byNaming = new KeyTable((first, row) -> repeated(first, row, false));
  private final KeyTable byReference = new KeyTable();
  private final References references;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Clash> clashes = new ArrayList<>();
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private long[] offset = new long[1024];
  private long[] needed = new long[0];
  private byte[] states = new byte[1024];
  private byte[] allowed = new byte[1024];
  private final boolean usesNeeded;
  private int size;
  private int inScope;
  private int unnamed;

  /// A row that gives a value which another gave already, where it must be given once.
  ///
  /// @param first the row that gave it first
  /// @param anchor whether it is the anchor itself, otherwise the naming attribute
  /// @param value in the form in which equal ones are the same
  public record Clash(int first, int second, boolean anchor, String value) {}

  private record Repeat(int first, int row, boolean anchor) {}

  /// By what groups name the people, or groups, of a table.
  ///
  /// @param columns the source's columns that hold it
  /// @param form the form in which two references to the same are the same text
  public record References(List<String> columns, UnaryOperator<String> form) {
    /// Nobody asks who is in which group.
    public static final References NONE = new References(List.of(), UnaryOperator.identity());
  }

  public IdentityTable(Path file, Mapping mapping, AccountModel model, References references) {
    this.references = references;
    this.spool = new Spool(file);
    this.mapping = mapping;
    List<AttributeMapping> attributes = mapping.attributes();
    this.comparison = new Comparison(attributes, model);
    this.width = attributes.size();
    this.cells = new Cells(width);
    this.namingColumn = AccountTable.column(mapping.names(), model.naming());
    this.usesNeeded = comparison.usesPresence();
  }

  @Override
  public void accept(Identity identity) {
    room();
    for (String column : references.columns) {
      for (String value : identity.values(column)) {
        byReference.add(hasher.of(references.form.apply(value)), size);
      }
    }
    switch (mapping.map(identity::values, identity.origin())) {
      case Mapped.Wanted wanted -> wanted(wanted);
      case Mapped.OutOfScope out -> outOfScope(out);
      case Mapped.Held held -> held(held);
    }
    size++;
  }

  private void wanted(Mapped.Wanted wanted) {
    cells.take(wanted.values());
    HashValue128 fingerprint = comparison.wanted(cells);
    high[size] = fingerprint.getMostSignificantBits();
    low[size] = fingerprint.getLeastSignificantBits();
    allowed[size] = (byte) wanted.allowed();
    if (usesNeeded) {
      needed[size] = comparison.needed(cells);
    }
    record(0, wanted.anchor().value(), wanted.origin());
    spool.text(wanted.label());
    spool.cells(cells);
    inScope++;
    anchored(wanted.anchor());
    if (namingColumn >= 0) {
      List<String> names = wanted.values().get(namingColumn);
      for (int i = 0; i < names.size(); i++) {
        byNaming.add(hasher.ignoringCase(cells, namingColumn, cells.first(namingColumn) + i), size);
      }
    }
  }

  private void outOfScope(Mapped.OutOfScope out) {
    record(OUT, out.anchor().value(), out.origin());
    spool.lists(out.values());
    spool.text(out.because());
    anchored(out.anchor());
  }

  private void held(Mapped.Held held) {
    problems.addAll(held.problems());
    record(BROKEN, held.anchor().map(Anchor::value).orElse(""), held.origin());
    spool.lists(held.values());
    held.anchor().ifPresentOrElse(this::anchored, () -> unnamed++);
  }

  private void record(int state, String anchor, String origin) {
    states[size] = (byte) state;
    offset[size] = spool.position();
    spool.text(anchor);
    spool.text(origin);
  }

  private void anchored(Anchor anchor) {
    byAnchor.add(hasher.of(anchor.value()), size);
  }

  private int repeated(int first, int row, boolean anchor) {
    repeats.add(new Repeat(first, row, anchor));
    return first;
  }

  /// Ends the reading.
  public void seal() {
    spool.seal();
    byAnchor.settle();
    byNaming.settle();
    repeats.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Repeat::row).thenComparing(Repeat::anchor, TRUE_FIRST))
        .forEach(this::clash);
    repeats.clear();
  }

  private void clash(Repeat repeat) {
    if (repeat.anchor) {
      clashes.add(new Clash(repeat.first, repeat.row, true, anchor(repeat.row)));
      return;
    }
    SortedSet<String> names = names(repeat.row);
    names.retainAll(names(repeat.first));
    names.forEach(name -> clashes.add(new Clash(repeat.first, repeat.row, false, name)));
  }

  private SortedSet<String> names(int row) {
    SortedSet<String> names = new TreeSet<>();
    wanted(row)
        .values()
        .get(namingColumn)
        .forEach(name -> names.add(ValueRule.IGNORE_CASE.normal(name)));
    return names;
  }

  public int size() {
    return size;
  }

  /// How many shall have an account.
  public int inScope() {
    return inScope;
  }

  /// How many rows have no anchor, so that nobody can tell whose they are.
  public int unnamed() {
    return unnamed;
  }

  public State state(int row) {
    return switch (states[row]) {
      case 0 -> State.WANTED;
      case OUT -> State.OUT_OF_SCOPE;
      default -> State.HELD;
    };
  }

  /// Leaves a row as it is from now on.
  public void hold(int row) {
    states[row] |= LEFT_ALONE;
  }

  /// The problems that single rows had while they were mapped.
  public List<Problem> problems() {
    return problems;
  }

  public List<Clash> clashes() {
    return clashes;
  }

  /// The row of that anchor, or [Finder#NONE].
  public int byAnchor(String anchor) {
    return byAnchor.find(hasher.of(anchor));
  }

  /// The row in scope whose account gets that name, whatever its letter case, or [Finder#NONE].
  public int byName(String name) {
    return byNaming.find(hasher.of(ValueRule.IGNORE_CASE.normal(name)));
  }

  /// Gives the form in which two references to the same are the same text.
  public UnaryOperator<String> form() {
    return references.form;
  }

  /// The row that groups name so, [Finder#NONE] or [Finder#SEVERAL].
  public int byReference(String reference) {
    return byReference.find(hasher.of(reference));
  }

  public String anchor(int row) {
    return spool.at(offset[row]).text();
  }

  public String origin(int row) {
    Spool.Cursor at = spool.at(offset[row]);
    at.text();
    return at.text();
  }

  /// Why a row that is out of scope is so.
  public String because(int row) {
    Spool.Cursor at = spool.at(offset[row]);
    at.text();
    at.text();
    at.lists(width);
    return at.text();
  }

  /// What the account of a row in scope should be.
  public Mapped.Wanted wanted(int row) {
    Spool.Cursor at = spool.at(offset[row]);
    Anchor anchor = new Anchor(at.text());
    String origin = at.text();
    String label = at.text();
    return new Mapped.Wanted(anchor, at.lists(width), label, allowed[row], origin);
  }

  /// The values that could be made for a row, whatever its state, to find its account.
  public List<List<String>> values(int row) {
    if ((states[row] & (OUT | BROKEN)) == 0) {
      return wanted(row).values();
    }
    Spool.Cursor at = spool.at(offset[row]);
    at.text();
    at.text();
    return at.lists(width);
  }

  /// Whether this account needs nothing for this row.
  public boolean inLine(int row, AccountTable accounts, int account) {
    return accounts.inLine(account, high[row], low[row], usesNeeded ? needed[row] : 0);
  }

  private void room() {
    if (size == offset.length) {
      int more = size + (size >> 1);
      high = Arrays.copyOf(high, more);
      low = Arrays.copyOf(low, more);
      offset = Arrays.copyOf(offset, more);
      states = Arrays.copyOf(states, more);
      allowed = Arrays.copyOf(allowed, more);
    }
    if (usesNeeded && needed.length < offset.length) {
      needed = Arrays.copyOf(needed, offset.length);
    }
  }

  @Override
  public void close() {
    spool.close();
  }
}
