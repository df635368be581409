// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The users that a batch touches, as they are now: one call, whatever their number.
final class CurrentUsers {
  /// Ids in one condition; as in the queries of ftrack's own client, which fills in attributes of
  /// many entities by one list of ids.
  private static final int MOST = 100;

  private final Map<String, Row> byId = new HashMap<>();
  private final Map<String, List<Row>> byLogin = new HashMap<>();
  private final Optional<Administrators> administrators;

  private CurrentUsers(List<Row> rows, Optional<Administrators> administrators) {
    this.administrators = administrators;
    rows.forEach(this::add);
  }

  /// What looking ended in.
  sealed interface Look {
    record Seen(CurrentUsers users) implements Look {}

    record Blind(Failure failure) implements Look {}
  }

  /// @param logins usernames that must be free, or are held by one of the users
  /// @param access where present, who administers the server is asked too
  static Look look(
      FtrackClient client,
      Collection<String> columns,
      Collection<String> ids,
      Collection<String> logins,
      Optional<Access> access) {
    String select = QueryText.select(columns, "User") + " where ";
    List<String> conditions = new ArrayList<>(QueryText.in("id", ids, MOST));
    conditions.addAll(QueryText.in("username", spellings(logins), MOST));
    List<String> queries = new ArrayList<>(conditions.stream().map(select::concat).toList());
    access.map(Administrators::query).ifPresent(queries::add);
    return switch (Found.by(client, queries)) {
      // A server that cannot tell who administers it can still tell of users.
      case Found.Nothing(Failure failure)
          when failure.cause().advice() == Cause.Advice.ONE_CHANGE && access.isPresent() ->
          look(client, columns, ids, logins, Optional.empty());
      case Found.Nothing(Failure failure) -> new Look.Blind(failure);
      case Found.Rows(List<List<Row>> found) -> {
        int users = conditions.size();
        yield new Look.Seen(
            new CurrentUsers(
                found.subList(0, users).stream().flatMap(List::stream).toList(),
                access.map(known -> Administrators.of(found.get(users), known))));
      }
    };
  }

  Optional<Row> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Who administers the server, where that was asked and told.
  Optional<Administrators> administrators() {
    return administrators;
  }

  /// The user with that login, whatever its letter case, other than the one with this id.
  Optional<Row> other(String login, String id) {
    return byLogin.getOrDefault(folded(login), List.of()).stream()
        .filter(user -> !user.id().equals(id))
        .findFirst();
  }

  /// Whether a server compares logins by letter case is not documented, so both spellings are
  /// looked for.
  private static List<String> spellings(Collection<String> logins) {
    return logins.stream().flatMap(login -> Stream.of(login, folded(login))).distinct().toList();
  }

  private void add(Row user) {
    if (byId.putIfAbsent(user.id(), user) == null) {
      byLogin.computeIfAbsent(folded(user.username()), _ -> new ArrayList<>()).add(user);
    }
  }

  static String folded(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
