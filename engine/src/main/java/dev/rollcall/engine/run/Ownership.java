// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.correlation.Correlation;
import dev.rollcall.core.correlation.Correlator;
import dev.rollcall.core.correlation.Finder;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.snapshot.AccountTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Which account is whose. Rows and accounts are numbers.
final class Ownership implements Finder {
  /// The account is linked to an identity that is no longer in the source.
  static final int VANISHED = -2;

  private static final int NOBODY = -1;

  private final Sync sync;
  private final IdentityTable identities;
  private final AccountTable accounts;
  private final boolean partial;
  private final Consumer<Problem> problems;
  private final int[] accountOf;
  private final int[] ownerOf;
  private final BitSet linked = new BitSet();

  /// Rows whose anchor another has too: of all but one it is not theirs.
  private final BitSet twins = new BitSet();

  private final BitSet leftAlone = new BitSet();
  private final Map<Integer, String> vanished = new HashMap<>();
  private final int[] matchColumns;
  private final SortedMap<Integer, SortedSet<Integer>> contested = new TreeMap<>();
  private final List<Integer> ambiguous = new ArrayList<>();
  private int unplaced;
  private int unfound;

  Ownership(Sync sync, Reading.Both both, boolean partial, Consumer<Problem> problems) {
    this.sync = sync;
    this.identities = both.identities();
    this.accounts = both.accounts();
    this.partial = partial;
    this.problems = problems;
    this.accountOf = filled(identities.size());
    this.ownerOf = filled(accounts.size());
    this.matchColumns = matchColumns(sync);
  }

  private static int[] filled(int size) {
    int[] numbers = new int[size];
    Arrays.fill(numbers, NOBODY);
    return numbers;
  }

  /// The column of each match rule, -1 where nothing is mapped to it.
  static int[] matchColumns(Sync sync) {
    List<String> names = sync.mapping().names();
    return sync.match().stream().mapToInt(name -> AccountTable.column(names, name)).toArray();
  }

  /// Works out who owns what. Rows that cannot be told are held, each with its problem.
  ///
  /// @param remembered every pair of identity and account that is known, and what to do with it
  void settle(Consumer<BiConsumer<String, String>> remembered) {
    twins.or(Clashes.hold(sync, identities, problems));
    remembered.accept(this::link);
    Correlator correlator = new Correlator(sync.match());
    rows(IdentityTable.State.WANTED).forEach(row -> correlate(correlator, row));
    rows(IdentityTable.State.HELD).forEach(row -> leaveAlone(correlator, row));
    contested.forEach(this::contest);
    if (!ambiguous.isEmpty()) {
      leaveAmbiguousAlone();
    }
    rows(IdentityTable.State.OUT_OF_SCOPE).forEach(row -> findLeaver(correlator, row));
  }

  private IntStream rows(IdentityTable.State state) {
    return IntStream.range(0, identities.size()).filter(row -> identities.state(row) == state);
  }

  private void link(String identity, String account) {
    int row = identities.byAnchor(identity);
    int number = accounts.byAnchor(account);
    if (number < 0 || ownerOf[number] != NOBODY) {
      return;
    }
    if (row < 0) {
      ownerOf[number] = VANISHED;
      vanished.put(number, identity);
    } else if (!linked.get(row)) {
      accountOf[row] = number;
      ownerOf[number] = row;
      linked.set(row);
    }
  }

  private void correlate(Correlator correlator, int row) {
    if (linked.get(row)) {
      return;
    }
    switch (found(correlator, row, this)) {
      case Correlation.Linked(int account) -> claim(row, account);
      case Correlation.Matched(int account, String _) -> claim(row, account);
      case Correlation.Unmatched _ -> {}
      case Correlation.Disputed disputed -> dispute(row, disputed);
    }
  }

  private Correlation found(Correlator correlator, int row, Finder finder) {
    String anchor = identities.anchor(row);
    return correlator.correlate(
        new Anchor(anchor.isEmpty() ? "?" : anchor), matchValues(row), finder);
  }

  private void dispute(int row, Correlation.Disputed disputed) {
    identities.hold(row);
    problems.accept(
        switch (disputed.dispute()) {
          case SEVERAL_ACCOUNTS ->
              RowProblems.severalAccounts(sync, identities, row, disputed.value());
          case TAKEN ->
              RowProblems.taken(
                  sync, identities, row, disputed.value(), accounts.key(disputed.account()));
        });
  }

  private void claim(int row, int account) {
    int other = ownerOf[account];
    if (other >= 0) {
      contested.computeIfAbsent(account, _ -> new TreeSet<>()).addAll(List.of(other, row));
      return;
    }
    accountOf[row] = account;
    ownerOf[account] = row;
    vanished.remove(account);
  }

  private void contest(int account, SortedSet<Integer> rows) {
    problems.accept(
        RowProblems.twoPeople(sync, identities, List.copyOf(rows), accounts.key(account)));
    rows.forEach(identities::hold);
    leftAlone.set(account);
  }

  /// Finds the account that a row may have about which nothing else can be told.
  private void leaveAlone(Correlator correlator, int row) {
    if (linked.get(row) && !twins.get(row)) {
      return;
    }
    switch (found(correlator, row, new Untaken(!twins.get(row)))) {
      case Correlation.Linked(int account) -> leaveAlone(row, account);
      case Correlation.Matched(int account, String _) -> leaveAlone(row, account);
      case Correlation.Unmatched _ -> notFound(row);
      case Correlation.Disputed _ -> {
        ambiguous.add(row);
        notFound(row);
      }
    }
  }

  private void leaveAlone(int row, int account) {
    int owner = ownerOf[account];
    if (owner >= 0
        && twins.get(owner)
        && !identities.values(owner).equals(identities.values(row))) {
      notFound(row);
    } else if (owner < 0 || twins.get(owner)) {
      leftAlone.set(account);
    } else if (linked.get(owner)) {
      notFound(row);
    } else if (owner != row) {
      contested.computeIfAbsent(account, _ -> new TreeSet<>()).addAll(List.of(owner, row));
    }
  }

  private void notFound(int row) {
    if (identities.anchor(row).isEmpty() || twins.get(row)) {
      unplaced++;
    } else {
      unfound++;
    }
  }

  private void leaveAmbiguousAlone() {
    new Lookalikes(sync, identities, accounts)
        .of(ambiguous)
        .filter(account -> ownerOf[account] < 0 || !linked.get(ownerOf[account]))
        .forEach(leftAlone::set);
  }

  /// Somebody who shall have no account has none that another may have. Of two who left and match
  /// the same, the one with the lesser anchor has it.
  private void findLeaver(Correlator correlator, int row) {
    if (linked.get(row)
        || !(found(correlator, row, this) instanceof Correlation.Matched(int account, String _))
        || leftAlone.get(account)) {
      return;
    }
    int owner = ownerOf[account];
    if (owner == NOBODY) {
      accountOf[row] = account;
      ownerOf[account] = row;
    } else if (owner >= 0
        && identities.state(owner) == IdentityTable.State.OUT_OF_SCOPE
        && identities.anchor(row).compareTo(identities.anchor(owner)) < 0) {
      accountOf[owner] = NOBODY;
      accountOf[row] = account;
      ownerOf[account] = row;
    }
  }

  private List<List<String>> matchValues(int row) {
    List<List<String>> values = identities.values(row);
    return Arrays.stream(matchColumns)
        .mapToObj(column -> column < 0 ? List.<String>of() : values.get(column))
        .toList();
  }

  /// Whether only some people were read.
  boolean isPartial() {
    return partial;
  }

  /// The account of a row, or -1.
  int accountOf(int row) {
    return accountOf[row];
  }

  /// The row of an account's owner, -1, or [#VANISHED].
  int ownerOf(int account) {
    return ownerOf[account];
  }

  /// Whether a link was remembered for the row.
  boolean wasLinked(int row) {
    return linked.get(row);
  }

  /// The anchor of the identity that had the account and is gone.
  String vanishedOwner(int account) {
    return vanished.getOrDefault(account, "");
  }

  /// Whether nothing may be done to the account because its person's data have a problem.
  boolean leftAlone(int account) {
    int owner = ownerOf[account];
    return leftAlone.get(account)
        || (owner >= 0 && identities.state(owner) == IdentityTable.State.HELD);
  }

  /// How many rows of the source nobody can tell the person of. While there are any, somebody who
  /// seems to be gone may be one of them.
  int unplaced() {
    return unplaced;
  }

  /// How many rows of the source may belong to an account that no link names.
  int unfound() {
    return unplaced + unfound;
  }

  @Override
  public int linked(Anchor identity) {
    return NONE;
  }

  @Override
  public int holding(Anchor identity) {
    return sync.anchorIn().isEmpty() ? NONE : accounts.byHeldAnchor(identity.value());
  }

  @Override
  public int matching(int rule, String value) {
    int account = accounts.byMatch(rule, value);
    return account >= 0 && givesUp(account, rule, value) ? NONE : account;
  }

  /// Whether the account is somebody's who is here and shall have another value from now on.
  private boolean givesUp(int account, int rule, String value) {
    int owner = ownerOf[account];
    int column = matchColumns[rule];
    if (owner < 0 || column < 0 || !linked.get(owner)) {
      return false;
    }
    String normal = ValueRule.IGNORE_CASE.normal(value);
    return identities.state(owner) == IdentityTable.State.WANTED
        && sync.mapping().attributes().get(column).rule() == AttributeRule.ALWAYS
        && !ValueRule.IGNORE_CASE.normal(identities.values(owner).get(column)).contains(normal);
  }

  @Override
  public boolean taken(int account, Anchor identity) {
    int owner = ownerOf[account];
    if (owner == VANISHED) {
      return partial || !sync.relink();
    }
    return owner >= 0 && linked.get(owner);
  }

  /// Finds accounts whoever has them: for rows whose account must only be left alone.
  private final class Untaken implements Finder {
    private final boolean byAnchor;

    private Untaken(boolean byAnchor) {
      this.byAnchor = byAnchor;
    }

    @Override
    public int linked(Anchor identity) {
      return NONE;
    }

    @Override
    public int holding(Anchor identity) {
      return byAnchor ? Ownership.this.holding(identity) : NONE;
    }

    @Override
    public int matching(int rule, String value) {
      return Ownership.this.matching(rule, value);
    }

    @Override
    public boolean taken(int account, Anchor identity) {
      return false;
    }
  }
}
