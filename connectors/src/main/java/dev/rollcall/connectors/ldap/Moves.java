// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.Followers.Move;
import dev.rollcall.connectors.ldap.Followers.Place;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which entries get other names or go, and where names may be referred to: in the members of
/// groups, and in mapped attributes that hold DNs.
///
/// @param mapped the attributes of accounts, and of groups, that a sync manages
record Moves(Layout accounts, Optional<GroupLayout> groups, List<String> mapped, Logins logins) {
  List<Move> of(List<Change> batch) {
    List<Move> moves = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Change change = batch.get(i);
      if (change instanceof Change.Delete delete) {
        gone(i, delete, moves);
        continue;
      }
      String from = change.subject().key().value();
      String to = requests(change.subject().sort()).destination(change);
      if (!to.equals(from)) {
        moves.add(new Move(i, from, Optional.of(to), false));
      }
      if (change.subject().sort() == Sort.USER) {
        login(i, change.edits(), moves);
      }
    }
    return moves;
  }

  private ChangeRequests requests(Sort sort) {
    return new ChangeRequests(
        sort == Sort.USER ? accounts : groups.map(GroupLayout::entries).orElse(accounts));
  }

  private void gone(int change, Change.Delete delete, List<Move> moves) {
    String dn = delete.subject().key().value();
    moves.add(new Move(change, dn, Optional.empty(), false));
    if (delete.subject().sort() == Sort.USER) {
      logins.of(dn).ifPresent(login -> moves.add(new Move(change, login, Optional.empty(), true)));
    }
  }

  private static void login(int change, List<Edit> edits, List<Move> moves) {
    for (Edit edit : edits) {
      if (edit.attribute().equalsIgnoreCase(Logins.ATTRIBUTE)
          && edit.before().size() == 1
          && edit.after().size() == 1) {
        moves.add(
            new Move(change, edit.before().getFirst(), Optional.of(edit.after().getFirst()), true));
      }
    }
  }

  List<Place> places() {
    List<Place> places = new ArrayList<>();
    if (accounts.directory().kind() == ServerKind.ACTIVE_DIRECTORY) {
      groups.filter(some -> some.kind().isByLogin()).ifPresent(some -> add(some, places));
      return places;
    }
    groups.ifPresent(some -> add(some, places));
    mapped.stream()
        .distinct()
        .filter(this::holdsNames)
        .forEach(attribute ->
            accounts
                .bases()
                .forEach(base -> places.add(new Place(base, attribute, Optional.empty(), false))));
    return places;
  }

  private static void add(GroupLayout groups, List<Place> places) {
    groups
        .entries()
        .bases()
        .forEach(base ->
            places.add(
                new Place(
                    base, groups.attribute(), Optional.of(groups), groups.kind().isByLogin())));
  }

  private boolean holdsNames(String attribute) {
    return accounts
        .schema()
        .flatMap(schema ->
            SchemaFacts.type(schema, attribute)
                .map(type -> SchemaFacts.syntax(schema, type).equals(SchemaFacts.SYNTAX_DN)))
        .orElse(false);
  }
}
