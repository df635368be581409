// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What Active Directory says itself that we may do with an entry: it constructs these attributes
/// for whoever asks (MS-ADTS 3.1.1.4.5.7 and 3.1.1.4.5.5), so nothing has to be tried.
record EffectiveRights(Layout layout) {
  private static final String WRITABLE = "allowedAttributesEffective";
  private static final String ADDABLE = "allowedChildClassesEffective";

  /// What may not be done, for people.
  List<String> missing(
      LDAPConnection connection, Optional<Entry> sample, List<String> attributes, Set<Kind> kinds)
      throws LDAPException {
    List<String> missing = new ArrayList<>();
    if (kinds.contains(Kind.CREATE)
        && values(connection, layout.at().toString(), ADDABLE).isEmpty()) {
      missing.add("add entries");
    }
    if (sample.isPresent()) {
      List<String> writable = values(connection, sample.get().getDN(), WRITABLE);
      needed(attributes, kinds)
          .filter(name -> writable.stream().noneMatch(name::equalsIgnoreCase))
          .map(name -> "write " + name)
          .forEach(missing::add);
    }
    return missing;
  }

  private Stream<String> needed(List<String> attributes, Set<Kind> kinds) {
    List<String> needed = new ArrayList<>();
    if (kinds.contains(Kind.UPDATE)) {
      attributes.stream()
          .filter(name -> !layout.names().isNaming(name))
          .filter(name -> !name.equalsIgnoreCase(SchemaFacts.OBJECT_CLASS))
          .forEach(needed::add);
    }
    if (kinds.contains(Kind.DISABLE) || kinds.contains(Kind.ENABLE)) {
      layout.lock().ifPresent(mark -> needed.add(mark.name()));
    }
    if (kinds.contains(Kind.RENAME) || layout.leavers().isPresent()) {
      needed.add(layout.rdn());
    }
    return needed.stream().distinct();
  }

  private static List<String> values(LDAPConnection connection, String dn, String attribute)
      throws LDAPException {
    return Optional.ofNullable(connection.getEntry(dn, attribute))
        .flatMap(entry -> Optional.ofNullable(entry.getAttributeValues(attribute)))
        .map(Arrays::asList)
        .orElse(List.of());
  }
}
