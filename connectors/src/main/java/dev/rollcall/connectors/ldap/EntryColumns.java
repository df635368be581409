// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Takes the named values out of entries. Besides attributes there are names that every entry has:
/// `dn`, and what [Marks] tells of its account, with the value `true` or `false`.
final class EntryColumns {
  static final String DN = "dn";

  private enum Kind {
    ATTRIBUTE,
    DN,
    PARENT,
    MARK
  }

  /// @param binary the name with the option under which certificates come back although it was not
  ///   asked for: RFC 4523 section 2.1
  private record Column(Kind kind, String name, String binary, LdapValues values) {
    boolean is(String attribute) {
      return kind == Kind.ATTRIBUTE
          && (attribute.equalsIgnoreCase(name)
              || values == LdapValues.OCTETS && attribute.equalsIgnoreCase(binary));
    }
  }

  private final List<String> names;
  private final Column[] columns;
  // The names of attributes, as they come over the wire.
  private final byte[][] octets;
  private final boolean distinct;
  // Where the attributes of the last entry went: those of the next come in the same order, mostly.
  private int[] places = new int[0];

  EntryColumns(List<String> names) {
    this.names = names;
    this.columns = names.stream().map(EntryColumns::column).toArray(Column[]::new);
    this.octets =
        names.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.distinct =
        names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count()
            == names.size();
  }

  private static Column column(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    Kind kind =
        lowerCase.equals(DN)
            ? Kind.DN
            : Placement.isPlacement(name)
                ? Kind.PARENT
                : Marks.NAMES.contains(lowerCase) ? Kind.MARK : Kind.ATTRIBUTE;
    return new Column(
        kind, kind == Kind.MARK ? lowerCase : name, name + ";binary", LdapValues.of(name));
  }

  /// The attributes that a search has to ask for.
  List<String> attributes() {
    List<String> attributes = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      switch (columns[i].kind()) {
        case ATTRIBUTE -> attributes.add(names.get(i));
        case MARK -> attributes.addAll(Marks.attributes(columns[i].name()));
        case DN, PARENT -> {}
      }
    }
    return attributes.stream().distinct().toList();
  }

  /// One list for each name, in their order.
  List<List<String>> values(WireEntry entry) {
    return Collections.unmodifiableList(Arrays.asList(cells(entry)));
  }

  /// The same, as a new array. Not for several threads.
  List<String>[] cells(WireEntry entry) {
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<String>[] cells = new List[columns.length];
    for (int i = 0; i < columns.length; i++) {
      cells[i] =
          switch (columns[i].kind()) {
            case DN -> List.of(entry.dn());
            case PARENT -> Placement.of(entry.dn());
            case MARK -> List.of(Boolean.toString(Marks.of(entry.decoded(), columns[i].name())));
            case ATTRIBUTE -> List.of();
          };
    }
    int at = 0;
    for (WireEntry.Walk attribute = entry.walk(); attribute.next(); ) {
      take(attribute, at++, cells);
    }
    return cells;
  }

  private void take(WireEntry.Walk attribute, int at, List<String>[] cells) {
    if (at == places.length) {
      places = Arrays.copyOf(places, at + 1);
    }
    if (distinct && columns.length > 0 && isAt(attribute, places[at])) {
      put(attribute, places[at], cells);
      return;
    }
    String name = attribute.name();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i].is(name)) {
        places[at] = i;
        put(attribute, i, cells);
      }
    }
  }

  private boolean isAt(WireEntry.Walk attribute, int column) {
    return columns[column].kind() == Kind.ATTRIBUTE && attribute.isCalled(octets[column]);
  }

  private void put(WireEntry.Walk attribute, int column, List<String>[] cells) {
    cells[column] = attribute.texts(columns[column].values());
  }
}
