// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;

/// Bases of whole subtrees, less those that lie in another one: so no entry is found twice.
final class SearchBases {
  private SearchBases() {}

  static List<String> apart(List<String> bases) throws LDAPException {
    List<DN> kept = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (String base : bases) {
      DN dn = new DN(base);
      if (kept.stream().anyMatch(other -> dn.isDescendantOf(other, true))) {
        continue;
      }
      for (int i = kept.size() - 1; i >= 0; i--) {
        if (kept.get(i).isDescendantOf(dn, false)) {
          kept.remove(i);
          texts.remove(i);
        }
      }
      kept.add(dn);
      texts.add(base);
    }
    return texts;
  }
}
