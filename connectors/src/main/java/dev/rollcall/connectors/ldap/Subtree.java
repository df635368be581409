// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An entry with everything below it. A server may name the attributes of a DN in another way than
/// we do (`organizationalUnitName`), so that only the values tell one base from another.
///
/// @param base as servers write it mostly
/// @param values those of each RDN of the base, from the left
record Subtree(String base, List<String> values) {
  static Subtree of(String base) {
    try {
      DN dn = new DN(base);
      return new Subtree(dn.toMinimallyEncodedString(), values(dn));
    } catch (LDAPException malformed) {
      throw new IllegalArgumentException(base, malformed);
    }
  }

  boolean holds(String dn) {
    return endsWithBase(dn) || holdsByValue(dn);
  }

  private boolean endsWithBase(String dn) {
    int comma = dn.length() - base.length() - 1;
    return comma > 1
        && dn.charAt(comma) == ','
        && dn.charAt(comma - 1) != '\\'
        && dn.regionMatches(true, comma + 1, base, 0, base.length());
  }

  private boolean holdsByValue(String dn) {
    try {
      List<String> all = values(new DN(dn));
      int extra = all.size() - values.size();
      return extra >= 0 && all.subList(extra, all.size()).equals(values);
    } catch (LDAPException malformed) {
      return false;
    }
  }

  /// Those of each RDN, from the left, in one spelling.
  static List<String> values(DN dn) {
    return Arrays.stream(dn.getRDNs()).map(Subtree::values).toList();
  }

  private static String values(RDN rdn) {
    return Arrays.stream(rdn.getAttributeValues())
        .map(value ->
            Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " "))
        .sorted()
        .collect(Collectors.joining("\0"));
  }
}
