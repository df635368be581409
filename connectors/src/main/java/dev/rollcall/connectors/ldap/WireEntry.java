// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One entry in the octets in which the server sent it (RFC 4511 section 4.5.2). What nobody asks
/// for is never decoded: of a million entries that costs half the time. For one thread at a time.
final class WireEntry {
  private final byte[] octets;
  private final String dn;
  private final int attributes;
  private Optional<SearchResultEntry> entry = Optional.empty();

  /// @param octets the contents of a SearchResultEntry
  WireEntry(byte[] octets) {
    BerCursor cursor = new BerCursor(octets, 0, octets.length);
    int start = cursor.skip(BerCursor.OCTET_STRING);
    this.octets = octets;
    this.dn = new String(octets, start, cursor.at() - start, StandardCharsets.UTF_8);
    this.attributes = cursor.at();
  }

  /// An entry that the library knows.
  static WireEntry of(Entry entry) {
    return new WireEntry(
        new SearchResultEntryProtocolOp(new SearchResultEntry(entry))
            .encodeProtocolOp()
            .getValue());
  }

  String dn() {
    return dn;
  }

  /// How much the server sent for it.
  int weight() {
    return octets.length;
  }

  /// The same as the library gives it.
  SearchResultEntry decoded() {
    if (entry.isEmpty()) {
      List<Attribute> all = new ArrayList<>();
      for (Walk walk = walk(); walk.next(); ) {
        all.add(new Attribute(walk.name(), walk.octets()));
      }
      entry = Optional.of(new SearchResultEntry(dn, all));
    }
    return entry.get();
  }

  /// Whether any attribute has an option (RFC 4512 section 2.5).
  boolean hasOptions() {
    for (Walk walk = walk(); walk.next(); ) {
      if (walk.hasOption()) {
        return true;
      }
    }
    return false;
  }

  Walk walk() {
    return new Walk();
  }

  /// Goes from attribute to attribute.
  final class Walk {
    private final BerCursor list;
    private int name;
    private int nameEnd;
    private int values;
    private int valuesEnd;

    private Walk() {
      BerCursor whole = new BerCursor(octets, attributes, octets.length);
      int start = whole.skip(BerCursor.SEQUENCE);
      this.list = new BerCursor(octets, start, whole.at());
    }

    /// To the next attribute, the first one at the beginning; false when there is none.
    boolean next() {
      if (!list.hasMore()) {
        return false;
      }
      int start = list.skip(BerCursor.SEQUENCE);
      BerCursor attribute = new BerCursor(octets, start, list.at());
      name = attribute.skip(BerCursor.OCTET_STRING);
      nameEnd = attribute.at();
      values = attribute.skip(BerCursor.SET);
      valuesEnd = attribute.at();
      return true;
    }

    String name() {
      return new String(octets, name, nameEnd - name, StandardCharsets.UTF_8);
    }

    /// Whether this is the attribute's name, letter by letter.
    boolean isCalled(byte[] other) {
      return Arrays.equals(octets, name, nameEnd, other, 0, other.length);
    }

    private boolean hasOption() {
      for (int i = name; i < nameEnd; i++) {
        if (octets[i] == ';') {
          return true;
        }
      }
      return false;
    }

    /// The values as text, without empty ones.
    List<String> texts(LdapValues kind) {
      BerCursor each = new BerCursor(octets, values, valuesEnd);
      if (!each.hasMore()) {
        return List.of();
      }
      String first = text(kind, each);
      if (!each.hasMore()) {
        return first.isEmpty() ? List.of() : List.of(first);
      }
      List<String> all = new ArrayList<>();
      for (String value = first; ; value = text(kind, each)) {
        if (!value.isEmpty()) {
          all.add(value);
        }
        if (!each.hasMore()) {
          return List.copyOf(all);
        }
      }
    }

    private String text(LdapValues kind, BerCursor each) {
      int start = each.skip(BerCursor.OCTET_STRING);
      return kind.decoded(octets, start, each.at() - start);
    }

    private byte[][] octets() {
      BerCursor each = new BerCursor(octets, values, valuesEnd);
      List<byte[]> all = new ArrayList<>();
      while (each.hasMore()) {
        int start = each.skip(BerCursor.OCTET_STRING);
        all.add(Arrays.copyOfRange(octets, start, each.at()));
      }
      return all.toArray(byte[][]::new);
    }
  }
}
