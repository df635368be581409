// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// How the people of a source and the accounts of a target belong together now.
///
/// @param linked those whose pair is remembered
/// @param matched those who were found, by the attribute that found them, in the order of the
///   rules; `anchor` is the one that the account keeps
/// @param onlyHere people without an account
/// @param onlyThere accounts of nobody
/// @param unwanted people who shall have no account, and have one
/// @param disputed what cannot be told
/// @param read the proof of the source
/// @param held the proof of the target
/// @param groups the same of groups, where the sync has them; there its people are groups too
public record MatchReport(
    List<Pair> linked,
    SequencedMap<String, List<Pair>> matched,
    List<Person> onlyHere,
    List<Holding> onlyThere,
    List<Pair> unwanted,
    List<Dispute> disputed,
    CompleteRead read,
    CompleteRead held,
    Optional<MatchReport> groups) {
  public MatchReport {
    linked = List.copyOf(linked);
    SequencedMap<String, List<Pair>> copies = new LinkedHashMap<>();
    matched.forEach((by, pairs) -> copies.put(by, List.copyOf(pairs)));
    matched = Collections.unmodifiableSequencedMap(copies);
    onlyHere = List.copyOf(onlyHere);
    onlyThere = List.copyOf(onlyThere);
    unwanted = List.copyOf(unwanted);
    disputed = List.copyOf(disputed);
  }

  /// The same with groups.
  MatchReport with(MatchReport ofGroups) {
    return new MatchReport(
        linked,
        matched,
        onlyHere,
        onlyThere,
        unwanted,
        disputed,
        read,
        held,
        Optional.of(ofGroups));
  }

  /// All pairs, however they were found.
  public List<Pair> pairs() {
    return Stream.concat(linked.stream(), matched.values().stream().flatMap(List::stream)).toList();
  }

  /// Somebody in the source.
  ///
  /// @param label as people call them
  /// @param login what their account would be named; empty where that cannot be told
  public record Person(Anchor anchor, String label, String login) {}

  /// An account in the target.
  public record Holding(AccountKey key, Anchor anchor, boolean enabled, String login) {}

  /// Who belongs to what.
  public record Pair(Person person, Holding account) {
    /// Whether the account would keep its name.
    public boolean sameLogin() {
      return person.login().equalsIgnoreCase(account.login());
    }
  }

  /// People and accounts of which nobody can tell who belongs to what.
  ///
  /// @param by what they have in common: `email=info@studio.example`
  public record Dispute(List<Person> people, List<Holding> accounts, String by) {
    public Dispute {
      people = List.copyOf(people);
      accounts = List.copyOf(accounts);
    }
  }
}
