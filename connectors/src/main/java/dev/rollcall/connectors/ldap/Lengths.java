// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How long, or how great, the values of attributes may be in Active Directory. Its subschema does
/// not say it: `rangeLower` and `rangeUpper` of the attributeSchema do (MS-ADTS 3.1.1.2.3).
///
/// @param ranges by the attribute's name, capitals or not
record Lengths(Map<String, Range> ranges) {
  static final Lengths UNKNOWN = new Lengths(Map.of());

  private static final String NAME = "lDAPDisplayName";
  private static final String LOWER = "rangeLower";
  private static final String UPPER = "rangeUpper";

  /// The bounds of numbers, and of the lengths of texts in UTF-16 units.
  record Range(Optional<Long> lower, Optional<Long> upper) {
    boolean isBelow(long size) {
      return lower.filter(least -> size < least).isPresent();
    }

    boolean isAbove(long size) {
      return upper.filter(most -> size > most).isPresent();
    }

    String words() {
      return Stream.concat(
              lower.map("at least %,d"::formatted).stream(),
              upper.map("at most %,d"::formatted).stream())
          .collect(Collectors.joining(" and "));
    }
  }

  /// Those of these attributes, in one search.
  static Lengths read(LDAPConnection connection, Collection<String> attributes)
      throws LDAPException {
    Optional<String> schema =
        Optional.ofNullable(connection.getEntry("", "schemaNamingContext"))
            .flatMap(root -> value(root, "schemaNamingContext"));
    if (schema.isEmpty() || attributes.isEmpty()) {
      return UNKNOWN;
    }
    List<Filter> names = new ArrayList<>();
    attributes.stream()
        .map(Attribute::getBaseName)
        .distinct()
        .forEach(name -> names.add(Filter.createEqualityFilter(NAME, name)));
    Map<String, Range> ranges = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try {
      Optional.ofNullable(
              connection
                  .search(
                      schema.get(),
                      SearchScope.ONE,
                      Filter.createORFilter(names),
                      NAME,
                      LOWER,
                      UPPER)
                  .getSearchEntries())
          .ifPresent(entries -> entries.forEach(entry -> add(entry, ranges)));
    } catch (LDAPException hidden) {
      if (!hidden.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
          && !hidden.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        throw hidden;
      }
    }
    return new Lengths(ranges);
  }

  private static void add(Entry entry, Map<String, Range> ranges) {
    Range range = new Range(number(entry, LOWER), number(entry, UPPER));
    if (range.lower().isPresent() || range.upper().isPresent()) {
      value(entry, NAME).ifPresent(name -> ranges.put(name, range));
    }
  }

  private static Optional<Long> number(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttributeValueAsLong(attribute));
  }

  private static Optional<String> value(Entry entry, String attribute) {
    return Optional.ofNullable(entry.getAttributeValue(attribute));
  }

  Optional<Range> of(String attribute) {
    return Optional.ofNullable(ranges.get(Attribute.getBaseName(attribute)));
  }

  /// The upper bounds for people: `department 64, title 128`.
  String words() {
    return ranges.entrySet().stream()
        .flatMap(each ->
            each.getValue().upper().stream().map(most -> "%s %,d".formatted(each.getKey(), most)))
        .collect(Collectors.joining(", "));
  }
}
