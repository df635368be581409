// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapAccounts.Parents;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The organisational units below which accounts are put by what is known of a person.
final class Branches {
  private final DN at;
  private final Parents parents;
  private final @Nullable Schema schema;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  Branches(DN at, Parents parents, Optional<Schema> schema) {
    this.at = at;
    this.parents = parents;
    this.schema = schema.orElse(null);
  }

  /// Those that are there now.
  static Branches read(LdapConnections connections, Directory directory, AccountsText accounts)
      throws ReadFailed {
    Branches branches =
        new Branches(
            accounts.at(), accounts.parents().orElse(Parents.MUST_EXIST), directory.schema());
    Filter units = Filter.createEqualityFilter(SchemaFacts.OBJECT_CLASS, Placement.UNIT_CLASS);
    new PagedRead(connections)
        .read(
            List.of(new Search(accounts.at().toString(), units)),
            List.of("1.1"),
            entry -> branches.add(entry.dn()));
    return branches;
  }

  boolean areCreated() {
    return parents == Parents.CREATE;
  }

  void add(String dn) {
    known.add(normal(dn));
  }

  DN at() {
    return at;
  }

  /// The units that are missing above an account, the outermost first. Somebody else made what is
  /// above `at`, or it is not there.
  List<DN> missingAbove(String account) {
    return missing(AccountNames.parent(parsed(account)));
  }

  /// The units that are missing for another one to be there, that one last.
  List<DN> missing(DN unit) {
    List<DN> missing = new ArrayList<>();
    for (DN dn = unit;
        dn.isDescendantOf(at, false) && !known.contains(normal(dn.toString()));
        dn = AccountNames.parent(dn)) {
      missing.addFirst(dn);
    }
    return missing;
  }

  DN parsed(String dn) {
    try {
      return new DN(dn, schema);
    } catch (LDAPException malformed) {
      throw new IllegalStateException("made from RDNs that were escaped: " + dn, malformed);
    }
  }

  private String normal(String dn) {
    return parsed(dn).toNormalizedString();
  }
}
