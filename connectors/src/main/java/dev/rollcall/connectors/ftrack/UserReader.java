// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Pages.What;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.ValueRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Reads users as accounts.
final class UserReader {
  static final String EVIDENCE =
      "every page began where the one before ended, and the last user of the server was reached";
  private static final String FOUND = "every condition was answered whole";

  /// Values in one condition: some 4 kB of ids.
  private static final int MOST = 100;

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final List<Optional<Field>> fields;
  private final List<String> columns;
  private String evidence = EVIDENCE;

  UserReader(
      FtrackClient client, FtrackSettings settings, Session session, List<String> attributes) {
    this.client = client;
    this.settings = settings;
    this.session = session;
    this.fields = attributes.stream().map(session.fields()::field).toList();
    this.columns = columns(fields);
  }

  /// Delivers every person's account and says how many there were.
  long all(Consumer<Account> each) throws ReadFailed {
    Counting people = new Counting(each);
    Pages.whole(client, settings, What.users(columns, Optional.empty())).read(people::offer);
    return people.delivered;
  }

  /// Delivers the accounts that any of these finds, each once.
  long find(List<Lookup> lookups, Consumer<Account> each) throws ReadFailed {
    evidence = FOUND;
    SortedMap<String, Set<String>> wanted = new TreeMap<>();
    for (Lookup lookup : lookups) {
      switch (lookup) {
        case Lookup.ByAnchor(String id) ->
            wanted.computeIfAbsent("id", _ -> new TreeSet<>()).add(id);
        case Lookup.ByAttribute(String attribute, String value) ->
            wanted.computeIfAbsent(attribute, _ -> new TreeSet<>()).add(value);
      }
    }
    Counting people = new Counting(each);
    for (String attribute : wanted.keySet()) {
      find(attribute, wanted.get(attribute), people);
    }
    return people.delivered;
  }

  String evidence() {
    return evidence;
  }

  /// A server may find more than was asked for (MySQL holds `é` for `e`), so what it finds is
  /// compared here once more.
  private void find(String attribute, Set<String> values, Counting people) throws ReadFailed {
    Optional<Field> field = session.fields().field(attribute);
    if (field.isEmpty()) {
      return;
    }
    Set<String> asked = new HashSet<>();
    values.forEach(value -> asked.add(ValueRule.IGNORE_CASE.normal(value)));
    for (String condition : conditions(field.get(), values)) {
      Pages.some(client, settings, What.users(with(field.get().columns()), Optional.of(condition)))
          .read(row -> {
            if (matches(field.get(), row, asked)) {
              people.offer(row);
            }
          });
    }
  }

  private boolean matches(Field field, Row row, Set<String> asked) {
    return field.values(row, session.types()).stream()
        .map(ValueRule.IGNORE_CASE::normal)
        .anyMatch(asked::contains);
  }

  private List<String> conditions(Field field, Set<String> values) {
    return switch (field.place()) {
      case Field.Place.Column(String column) -> conditions(field, column, values);
      case Field.Place.Custom(_, String key) -> keyed("custom_attributes", key, values);
      case Field.Place.Metadata(String key) -> keyed("metadata", key, values);
      case Field.Place.Picture _ -> List.of();
    };
  }

  private static List<String> keyed(String relation, String key, Set<String> values) {
    return QueryText.in("value", values, MOST).stream()
        .map(in -> "%s any (key is %s and %s)".formatted(relation, QueryText.quoted(key), in))
        .toList();
  }

  private List<String> conditions(Field field, String column, Set<String> values) {
    return switch (field.form()) {
      case TEXT, OPTION, OPTIONS, DATE, IMAGE ->
          field.name().equals("id")
              ? QueryText.in(column, values, MOST)
              : QueryText.anyCase(column, values, MOST);
      case USER_TYPE -> {
        List<String> ids =
            values.stream().flatMap(name -> session.types().id(name).stream()).toList();
        yield QueryText.in(column, ids, MOST);
      }
      case BOOLEAN, NUMBER -> QueryText.in(column, values, MOST);
    };
  }

  private List<String> with(List<String> more) {
    return Stream.concat(columns.stream(), more.stream()).distinct().toList();
  }

  private Account account(Row row) {
    List<List<String>> values = new ArrayList<>(fields.size());
    for (Optional<Field> field : fields) {
      values.add(field.map(known -> known.values(row, session.types())).orElse(List.of()));
    }
    String key = row.username().isBlank() ? row.id() : row.username();
    return new Account(new AccountKey(key), new Anchor(row.id()), row.active(), values);
  }

  private static List<String> columns(List<Optional<Field>> fields) {
    List<String> columns = new ArrayList<>(List.of("id", "username", "is_active", "user_type_id"));
    fields.forEach(field -> field.map(Field::columns).ifPresent(columns::addAll));
    return columns.stream().distinct().toList();
  }

  /// Passes people on, each once.
  private final class Counting {
    private final Consumer<Account> each;
    private final Set<String> found = new HashSet<>();
    private long delivered;

    Counting(Consumer<Account> each) {
      this.each = each;
    }

    void offer(Row row) {
      boolean first = evidence.equals(EVIDENCE) || found.add(row.id());
      if (first && session.types().isPerson(row)) {
        each.accept(account(row));
        delivered++;
      }
    }
  }
}
