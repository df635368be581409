// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// From where entries of a search may come: a base with everything below it, and what aliases in
/// there lead to. There may be as many of those as there are people.
final class Reach {
  private final Subtree base;
  private final Set<List<String>> more = new HashSet<>();

  Reach(Subtree base) {
    this.base = base;
  }

  void add(DN to) {
    more.add(Subtree.values(to));
  }

  boolean holds(String dn) {
    return base.holds(dn) || !more.isEmpty() && isElsewhere(dn);
  }

  private boolean isElsewhere(String dn) {
    try {
      List<String> all = Subtree.values(new DN(dn));
      for (int i = 0; i < all.size(); i++) {
        if (more.contains(all.subList(i, all.size()))) {
          return true;
        }
      }
      return false;
    } catch (LDAPException malformed) {
      return false;
    }
  }
}
