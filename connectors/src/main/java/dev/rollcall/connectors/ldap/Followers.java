// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets references follow when entries get other names, and takes those who are deleted out of
/// groups, where the server does not do that by itself. Whether it does shows at the first entry
/// that is referred to; if it does, nothing more is asked.
final class Followers {
  private final LdapConnections connections;
  private final Pipeline pipeline;
  private Doer doer = Doer.UNKNOWN;

  Followers(LdapConnections connections, Pipeline pipeline) {
    this.connections = connections;
    this.pipeline = pipeline;
  }

  /// Who lets references follow.
  private enum Doer {
    UNKNOWN,
    SERVER,
    WE
  }

  /// A new name.
  ///
  /// @param change the place of the change that gives it
  /// @param to empty: the entry goes
  /// @param login whether it is a login, or else a DN
  record Move(int change, String from, Optional<String> to, boolean login) {}

  /// Where names may be referred to.
  ///
  /// @param group how groups stand there, where it is their members that are meant
  /// @param login whether the attribute holds logins, or else DNs
  record Place(String base, String attribute, Optional<GroupLayout> group, boolean login) {
    boolean concerns(Move move) {
      return login == move.login && (move.to.isPresent() || group.isPresent());
    }
  }

  /// An entry that refers to an old name.
  private record Holder(String dn, Place place, Move move) {}

  /// Makes the changes and what follows from them.
  List<Outcome> around(List<Move> moves, List<Place> places, Supplier<List<Outcome>> changes) {
    if (moves.isEmpty() || places.isEmpty()) {
      return changes.get();
    }
    Optional<List<Holder>> sample = doer == Doer.UNKNOWN ? sample(moves, places) : Optional.empty();
    List<Outcome> outcomes = changes.get();
    List<Move> made = moves.stream().filter(move -> isDone(outcomes.get(move.change))).toList();
    sample
        .flatMap(holders -> holders.stream().findFirst())
        .filter(holder -> made.contains(holder.move))
        .ifPresent(holder -> doer = isHeldStill(holder, made) ? Doer.WE : Doer.SERVER);
    boolean nobody = sample.filter(List::isEmpty).isPresent();
    List<Move> left =
        made.stream().filter(move -> move.login || !nobody && doer != Doer.SERVER).toList();
    List<Move> all = doer == Doer.SERVER ? together(left, overlooked(made, places)) : left;
    return all.isEmpty() ? outcomes : follow(all, places, outcomes);
  }

  private static List<Move> together(List<Move> some, List<Move> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /// slapd's refint goes through the entries that refer to a name after it has answered, and misses
  /// one that gets another name meanwhile: so it is looked once where several get one together.
  private List<Move> overlooked(List<Move> made, List<Place> places) {
    List<Move> names = made.stream().filter(move -> !move.login).toList();
    if (names.size() < 2) {
      return List.of();
    }
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      for (Place place : places) {
        if (!place.login && isReferredTo(connection, names, place)) {
          return names;
        }
      }
      return List.of();
    } catch (LdapFailed | LDAPException hidden) {
      return List.of();
    }
  }

  private static boolean isReferredTo(LDAPConnection connection, List<Move> names, Place place)
      throws LDAPException {
    for (int i = 0; i < names.size(); i += AccountReader.AT_ONCE) {
      List<Filter> any =
          names.subList(i, Math.min(names.size(), i + AccountReader.AT_ONCE)).stream()
              .map(move -> Filter.createEqualityFilter(place.attribute, move.from))
              .toList();
      if (!search(connection, place.base, SearchScope.SUB, Filter.createORFilter(any)).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDone(Outcome outcome) {
    return outcome instanceof Outcome.Applied || outcome instanceof Outcome.AlreadyDone;
  }

  /// The entries that refer to the first one that is referred to; empty where they cannot be seen.
  private Optional<List<Holder>> sample(List<Move> moves, List<Place> places) {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      for (Move move : moves) {
        List<Holder> holders = move.login ? List.of() : holders(connection, move, places);
        if (!holders.isEmpty()) {
          return Optional.of(holders);
        }
      }
      return Optional.of(List.of());
    } catch (LdapFailed | LDAPException hidden) {
      return Optional.empty();
    }
  }

  /// Looks at one entry that referred to an old name; it may have a new name itself.
  private boolean isHeldStill(Holder holder, List<Move> made) {
    String dn =
        made.stream()
            .filter(move -> References.normal(move.from).equals(References.normal(holder.dn)))
            .flatMap(move -> move.to.stream())
            .findFirst()
            .orElse(holder.dn);
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return !search(connection, dn, SearchScope.BASE, holder.place, holder.move).isEmpty();
    } catch (LdapFailed | LDAPException hidden) {
      return true;
    }
  }

  private List<Outcome> follow(List<Move> made, List<Place> places, List<Outcome> outcomes) {
    List<Outcome> all = new ArrayList<>(outcomes);
    Map<Holding, List<Move>> holdings = new LinkedHashMap<>();
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      for (Move move : made) {
        try {
          for (Holder holder : holders(connection, move, places)) {
            holdings
                .computeIfAbsent(new Holding(holder.dn, holder.place), _ -> new ArrayList<>())
                .add(move);
          }
        } catch (LDAPException hidden) {
          all.set(move.change, kept(move, "other entries", ConnectProblems.original(hidden)));
        }
      }
    } catch (LdapFailed failed) {
      made.forEach(
          move -> all.set(move.change, kept(move, "other entries", failed.problem().what())));
    }
    return corrected(holdings, all);
  }

  /// An attribute of an entry in which names are to be corrected.
  record Holding(String dn, Place place) {
    /// What keeps it from being empty, where it may not be.
    Optional<String> placeholder() {
      return place
          .group
          .filter(GroupLayout::mandatory)
          .map(layout -> layout.placeholder(new AccountKey(dn)));
    }
  }

  private List<Outcome> corrected(Map<Holding, List<Move>> holdings, List<Outcome> outcomes) {
    Map<Integer, Outcome> kept = new TreeMap<>();
    List<Step> steps = new ArrayList<>();
    holdings.forEach((holding, moves) ->
        steps.add(
            new FollowCourse(
                    holding,
                    moves,
                    (move, said) -> kept.put(move.change, kept(move, holding.dn, said)))
                .start()));
    List<Outcome> told = pipeline.run(steps);
    int at = 0;
    for (Map.Entry<Holding, List<Move>> each : holdings.entrySet()) {
      if (told.get(at++) instanceof Outcome.Unavailable gone) {
        each.getValue().forEach(move -> kept.put(move.change, gone));
      }
    }
    kept.forEach(outcomes::set);
    return List.copyOf(outcomes);
  }

  private static Outcome kept(Move move, String holder, String said) {
    return new Outcome.Refused(Refusals.referenceKept(move.from, move.to, holder, said));
  }

  private static List<Holder> holders(LDAPConnection connection, Move move, List<Place> places)
      throws LDAPException {
    List<Holder> holders = new ArrayList<>();
    for (Place place : places) {
      if (place.concerns(move)) {
        for (SearchResultEntry entry :
            search(connection, place.base, SearchScope.SUB, place, move)) {
          holders.add(new Holder(entry.getDN(), place, move));
        }
      }
    }
    return holders;
  }

  private static List<SearchResultEntry> search(
      LDAPConnection connection, String base, SearchScope scope, Place place, Move move)
      throws LDAPException {
    return search(connection, base, scope, Filter.createEqualityFilter(place.attribute, move.from));
  }

  private static List<SearchResultEntry> search(
      LDAPConnection connection, String base, SearchScope scope, Filter filter)
      throws LDAPException {
    try {
      return Optional.ofNullable(
              connection.search(new SearchRequest(base, scope, filter, "1.1")).getSearchEntries())
          .orElse(List.of());
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw failure;
    }
  }
}
