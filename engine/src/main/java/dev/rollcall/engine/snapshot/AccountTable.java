// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Every account of a target as it was read: a fingerprint and an offset in memory, the values in a
/// spool. Accounts are numbered in the order of reading. Filled by one thread, then used by one.
public final class AccountTable implements AutoCloseable, Consumer<Account> {
  private static final int ENABLED = 1;

  private final Spool spool;
  private final AccountModel model;
  private final Comparison comparison;
  private final int width;
  private final int[] matchColumns;
  private final int namingColumn;
  private final int anchorColumn;
  private final Cells cells;
  private final Hasher hasher = new Hasher();
  private final KeyTable byAnchor = new KeyTable();
  private final KeyTable byHeldAnchor = new KeyTable();
  private final KeyTable byReference = new KeyTable();
  private final Optional<Function<Account, String>> reference;
  private final KeyTable byNaming;
  private final KeyTable[] byMatch;
  private final boolean namingIsMatched;
  private long[] high = new long[1024];
  private long[] low = new long[1024];
  private long[] offset = new long[1024];
  private long[] present = new long[0];
  private byte[] flags = new byte[1024];
  private final boolean usesPresent;
  private int size;
  private int enabled;

  /// @param match the attributes of the match rules, in order
  /// @param anchorIn the attribute that keeps the identity's anchor; empty text: none
  /// @param reference gives by what groups name an account; empty: nobody asks
  public AccountTable(
      Path file,
      List<AttributeMapping> attributes,
      AccountModel model,
      List<String> match,
      String anchorIn,
      Optional<Function<Account, String>> reference) {
    this.reference = reference;
    this.spool = new Spool(file);
    this.model = model;
    this.comparison = new Comparison(attributes, model);
    List<String> names = attributes.stream().map(AttributeMapping::attribute).toList();
    this.width = names.size();
    this.cells = new Cells(width);
    this.matchColumns = match.stream().mapToInt(name -> column(names, name)).toArray();
    this.namingColumn = column(names, model.naming());
    this.anchorColumn = column(names, anchorIn);
    this.byMatch = match.stream().map(_ -> new KeyTable()).toArray(KeyTable[]::new);
    int naming = Arrays.stream(matchColumns).boxed().toList().indexOf(namingColumn);
    this.namingIsMatched = naming >= 0;
    this.byNaming = namingIsMatched ? byMatch[naming] : new KeyTable();
    this.usesPresent = comparison.usesPresence();
  }

  /// The place of a name in a list, whatever its letter case; -1 where it is not there.
  public static int column(List<String> names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void accept(Account account) {
    int row = size;
    room();
    cells.take(account.values());
    HashValue128 fingerprint = comparison.actual(cells);
    high[row] = fingerprint.getMostSignificantBits();
    low[row] = fingerprint.getLeastSignificantBits();
    offset[row] = spool.position();
    flags[row] = (byte) (account.enabled() ? ENABLED : 0);
    if (usesPresent) {
      present[row] = comparison.present(cells);
    }
    enabled += account.enabled() ? 1 : 0;
    spool.text(account.key().value());
    spool.text(account.anchor().value());
    spool.cells(cells);
    byAnchor.add(hasher.of(account.anchor().value()), row);
    reference.ifPresent(names -> byReference.add(hasher.of(names.apply(account)), row));
    if (!namingIsMatched) {
      index(byNaming, namingColumn, row);
    }
    if (anchorColumn >= 0) {
      for (String value : account.values().get(anchorColumn)) {
        byHeldAnchor.add(hasher.of(ValueRule.EXACT.normal(value)), row);
      }
    }
    for (int rule = 0; rule < matchColumns.length; rule++) {
      index(byMatch[rule], matchColumns[rule], row);
    }
    size++;
  }

  private void index(KeyTable table, int column, int row) {
    if (column >= 0) {
      for (int value = cells.first(column); value < cells.first(column + 1); value++) {
        table.add(hasher.ignoringCase(cells, column, value), row);
      }
    }
  }

  /// Ends the reading.
  public void seal() {
    spool.seal();
  }

  /// What the target knows of these accounts.
  public AccountModel model() {
    return model;
  }

  public int size() {
    return size;
  }

  /// How many of the accounts are open.
  public int enabledCount() {
    return enabled;
  }

  public boolean enabled(int account) {
    return (flags[account] & ENABLED) != 0;
  }

  /// The account as it was read.
  public Account account(int account) {
    Spool.Cursor at = spool.at(offset[account]);
    return new Account(
        new AccountKey(at.text()), new Anchor(at.text()), enabled(account), at.lists(width));
  }

  public AccountKey key(int account) {
    return new AccountKey(spool.at(offset[account]).text());
  }

  public Anchor anchor(int account) {
    Spool.Cursor at = spool.at(offset[account]);
    at.text();
    return new Anchor(at.text());
  }

  /// The account of that anchor, or [Finder#NONE].
  public int byAnchor(String anchor) {
    int found = byAnchor.find(hasher.of(anchor));
    return found == Finder.SEVERAL ? Finder.NONE : found;
  }

  /// The account that keeps this identity anchor, [Finder#NONE] or [Finder#SEVERAL].
  public int byHeldAnchor(String anchor) {
    return byHeldAnchor.find(hasher.of(ValueRule.EXACT.normal(anchor)));
  }

  /// The account with this value under a match rule, [Finder#NONE] or [Finder#SEVERAL].
  public int byMatch(int rule, String value) {
    return byMatch[rule].find(hasher.of(ValueRule.IGNORE_CASE.normal(value)));
  }

  /// The account that is named so, [Finder#NONE] or [Finder#SEVERAL]; for any number of threads.
  public int byNaming(String value) {
    return byNaming.find(new Hasher().of(ValueRule.IGNORE_CASE.normal(value)));
  }

  /// The account that groups name so, [Finder#NONE] or [Finder#SEVERAL].
  public int byReference(String text) {
    return byReference.find(hasher.of(text));
  }

  /// Whether nothing is to be done: open, and the values in line.
  boolean inLine(int account, long wantedHigh, long wantedLow, long needed) {
    return enabled(account)
        && high[account] == wantedHigh
        && low[account] == wantedLow
        && (needed == 0 || (needed & ~present[account]) == 0);
  }

  private void room() {
    if (size == offset.length) {
      int more = size + (size >> 1);
      high = Arrays.copyOf(high, more);
      low = Arrays.copyOf(low, more);
      offset = Arrays.copyOf(offset, more);
      flags = Arrays.copyOf(flags, more);
    }
    if (usesPresent && present.length < offset.length) {
      present = Arrays.copyOf(present, offset.length);
    }
  }

  @Override
  public void close() {
    spool.close();
  }
}
