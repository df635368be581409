// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where accounts belong: their DNs, RFC 4514.
final class AccountNames {
  private final @Nullable Schema schema;
  private final String rdn;
  private final DN at;
  private final Optional<DN> leavers;

  AccountNames(Optional<Schema> schema, String rdn, DN at, Optional<DN> leavers) {
    this.schema = schema.orElse(null);
    this.rdn = rdn;
    this.at = at;
    this.leavers = leavers;
  }

  /// The DN for these attributes. An account stays in its parent unless that is where leavers go,
  /// and keeps its RDN unless the configured attribute names it with another value.
  Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    List<String> names = values(wanted);
    Optional<DN> place = wanted.values(Placement.ATTRIBUTE).stream().findFirst().map(this::parsed);
    if (current.isEmpty()) {
      return names.stream().findFirst().map(name -> fresh(name, place));
    }
    return current.map(key -> names.isEmpty() ? key : moved(names, key, place));
  }

  private AccountKey fresh(String name, Optional<DN> place) {
    return place.isEmpty() && isPlain(name)
        ? new AccountKey(rdn + "=" + name + "," + at)
        : below(place.orElse(at), named(name));
  }

  private AccountKey moved(List<String> names, AccountKey current, Optional<DN> place) {
    if (place.isPresent()) {
      return moved(names, current, place.get());
    }
    if (leavers.isEmpty() && names.size() == 1 && isPlainly(names.getFirst(), current.value())) {
      return current;
    }
    DN dn = parsed(current.value());
    DN parent = parent(dn);
    return moved(
        names, current, leavers.filter(left -> isBelow(dn, left)).isPresent() ? at : parent);
  }

  private AccountKey moved(List<String> names, AccountKey current, DN wantedParent) {
    DN dn = parsed(current.value());
    DN parent = parent(dn);
    Optional<RDN> name = renamed(rdn(dn), names);
    return name.isEmpty() && wantedParent.equals(parent)
        ? current
        : below(wantedParent, name.orElseGet(() -> rdn(dn)));
  }

  /// Whether the DN begins with this very value, seen without parsing: most do, and this is asked
  /// for every account of a run.
  private boolean isPlainly(String value, String dn) {
    int end = rdn.length() + 1 + value.length();
    return dn.length() > end
        && dn.charAt(end) == ','
        && dn.charAt(rdn.length()) == '='
        && dn.regionMatches(true, 0, rdn, 0, rdn.length())
        && dn.startsWith(value, rdn.length() + 1)
        && isPlain(value);
  }

  /// Whether a name needs no escape, however it is looked at.
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isPlain(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isPlain(char letter) {
    return letter >= 'a' && letter <= 'z'
        || letter >= 'A' && letter <= 'Z'
        || letter >= '0' && letter <= '9'
        || letter == '.'
        || letter == '_'
        || letter == '-'
        || letter == '@';
  }

  /// Empty where nothing has to change.
  private Optional<RDN> renamed(RDN now, List<String> names) {
    String[] attributes = now.getAttributeNames();
    String[] values = now.getAttributeValues();
    for (int i = 0; i < attributes.length; i++) {
      if (isNaming(attributes[i]) && !names.contains(values[i])) {
        String[] replaced = values.clone();
        replaced[i] = names.getFirst();
        return Optional.of(new RDN(attributes, replaced, schema));
      }
    }
    return Optional.empty();
  }

  /// Whether this is the attribute that names accounts, under any of its names.
  boolean isNaming(String attribute) {
    return SchemaFacts.same(Optional.ofNullable(schema), rdn, attribute);
  }

  private List<String> values(Attributes wanted) {
    List<String> exact = wanted.values(rdn);
    return exact.isEmpty()
        ? wanted.all().entrySet().stream()
            .filter(entry -> isNaming(entry.getKey()))
            .findFirst()
            .map(entry -> entry.getValue())
            .orElse(List.of())
        : exact;
  }

  private RDN named(String value) {
    return new RDN(rdn, value, schema);
  }

  private static AccountKey below(DN parent, RDN name) {
    return new AccountKey(text(name) + "," + parent);
  }

  /// The DN that an account has once it was moved to where leavers go.
  static String under(DN parent, DN account) {
    return text(rdn(account)) + "," + parent;
  }

  /// An RDN as text. RFC 4514 lets an equals sign in a value stand as it is or escaped; Samba (seen
  /// with 4.17) refuses it as it is.
  static String text(RDN rdn) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < rdn.getValueCount(); i++) {
      String name = rdn.getAttributeNames()[i];
      String pair = new RDN(name, rdn.getByteArrayAttributeValues()[i]).toMinimallyEncodedString();
      parts.add(name + "=" + pair.substring(name.length() + 1).replace("=", "\\="));
    }
    return String.join("+", parts);
  }

  /// The same of a DN.
  static String text(DN dn) {
    return Stream.of(dn.getRDNs()).map(AccountNames::text).collect(Collectors.joining(","));
  }

  static boolean isBelow(DN dn, DN ancestor) {
    return dn.isDescendantOf(ancestor, false);
  }

  static DN parent(DN dn) {
    return Optional.ofNullable(dn.getParent()).orElse(DN.NULL_DN);
  }

  static RDN rdn(DN dn) {
    return Optional.ofNullable(dn.getRDN())
        .orElseThrow(() -> new IllegalStateException("the root DSE is no account"));
  }

  DN parsed(String dn) {
    try {
      return new DN(dn, schema);
    } catch (LDAPException malformed) {
      throw new IllegalStateException("a server sent the DN '" + dn + "'", malformed);
    }
  }
}
