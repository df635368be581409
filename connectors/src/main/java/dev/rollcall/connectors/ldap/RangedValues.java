// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches the rest of attributes of which Active Directory sent a part: it gives at most 1,500
/// values at once, as `member;range=0-1499`, and the one that has the last as `range=1500-*`
/// (MS-ADTS 3.1.1.3.1.3.3). How many one answer holds may differ from answer to answer.
final class RangedValues {
  // An attribute that is changed while it is read is begun anew.
  private static final int ATTEMPTS = 3;

  private static final Pattern RANGE =
      Pattern.compile("(?i)(.+);range=(\\d{1,9})-(\\d{1,9}|\\*)(;.*)?");

  private final LDAPConnection connection;
  private final Runnable goesOn;
  private long requests;

  RangedValues(LDAPConnection connection) {
    this(connection, () -> {});
  }

  /// @param goesOn told with every part that there is
  RangedValues(LDAPConnection connection, Runnable goesOn) {
    this.connection = connection;
    this.goesOn = goesOn;
  }

  /// The values of an attribute did not stay the same long enough to be read whole.
  static final class Unsteady extends Exception {
    private static final long serialVersionUID = 1L;

    private Unsteady(String attribute, String dn) {
      super("%s of %s".formatted(attribute, dn));
    }
  }

  /// A part of the values.
  ///
  /// @param name the attribute without the range
  /// @param next where the next part begins; empty: this is the last
  private record Part(String name, int from, Optional<Integer> next, List<byte[]> values) {
    static Optional<Part> of(Attribute attribute) {
      Matcher range = RANGE.matcher(attribute.getName());
      if (!range.matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new Part(
              range.group(1) + Optional.ofNullable(range.group(4)).orElse(""),
              Integer.parseInt(range.group(2)),
              range.group(3).equals("*")
                  ? Optional.empty()
                  : Optional.of(Integer.parseInt(range.group(3)) + 1),
              Arrays.asList(attribute.getValueByteArrays())));
    }

    long octets() {
      return values.stream().mapToLong(value -> value.length).sum();
    }

    /// An attribute that came whole.
    static Part all(Attribute attribute) {
      return new Part(
          attribute.getName(), 0, Optional.empty(), Arrays.asList(attribute.getValueByteArrays()));
    }
  }

  /// How many requests were needed so far.
  long requests() {
    return requests;
  }

  static boolean isPartOf(Entry entry) {
    for (Attribute attribute : entry.getAttributes()) {
      String name = attribute.getName();
      if (name.indexOf(';') >= 0 && name.toLowerCase(Locale.ROOT).contains(";range=")) {
        return true;
      }
    }
    return false;
  }

  /// The entry with all values of every attribute.
  SearchResultEntry whole(SearchResultEntry entry) throws LDAPException, Unsteady {
    List<Part> parts =
        entry.getAttributes().stream().flatMap(each -> Part.of(each).stream()).toList();
    List<Attribute> attributes = new ArrayList<>();
    for (Attribute attribute : entry.getAttributes()) {
      boolean replaced =
          Part.of(attribute).isPresent()
              || parts.stream().anyMatch(part -> part.name().equalsIgnoreCase(attribute.getName()));
      if (!replaced) {
        attributes.add(attribute);
      }
    }
    for (Part part : parts) {
      attributes.add(new Attribute(part.name(), whole(entry.getDN(), part).toArray(byte[][]::new)));
    }
    return new SearchResultEntry(entry.getDN(), attributes);
  }

  private List<byte[]> whole(String dn, Part first) throws LDAPException, Unsteady {
    Optional<Part> begin = Optional.of(first);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<List<byte[]>> all =
          begin.isPresent() ? following(dn, begin.get()) : Optional.of(List.of());
      if (all.isPresent()) {
        return all.get();
      }
      begin = part(dn, first.name(), 0);
    }
    throw new Unsteady(first.name(), dn);
  }

  /// Empty where the parts do not fit together.
  private Optional<List<byte[]>> following(String dn, Part first) throws LDAPException {
    List<byte[]> all = new ArrayList<>();
    long octets = 0;
    Part part = first;
    if (part.from() != 0) {
      return Optional.empty();
    }
    while (true) {
      all.addAll(part.values());
      octets += part.octets();
      if (octets > ReadCeiling.OCTETS) {
        throw new TooLarge("the values of %s of %s".formatted(first.name(), dn));
      }
      goesOn.run();
      if (part.next().isEmpty()) {
        return Optional.of(all);
      }
      int from = part.next().get();
      Optional<Part> next = part(dn, first.name(), from);
      if (from <= part.from() || next.isEmpty() || next.get().from() != from) {
        return Optional.empty();
      }
      part = next.get();
    }
  }

  private Optional<Part> part(String dn, String name, int from) throws LDAPException {
    requests++;
    SearchResult result =
        connection.search(
            new SearchRequest(
                dn, SearchScope.BASE, "(objectClass=*)", "%s;range=%d-*".formatted(name, from)));
    return Optional.ofNullable(result.getSearchEntries()).stream()
        .flatMap(List::stream)
        .flatMap(entry -> entry.getAttributes().stream())
        .map(attribute -> Part.of(attribute).orElseGet(() -> Part.all(attribute)))
        .filter(part -> part.name().equalsIgnoreCase(name) && !part.values().isEmpty())
        .findFirst();
  }
}
