// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds who is in groups that name their members by a search (`memberURL`): one search for each
/// that is different. The URLs are those of RFC 4516.
final class DynamicGroups {
  private final LdapConnections connections;
  private final Map<String, List<String>> found = new HashMap<>();
  private long requests;

  private final Set<String> servers;

  /// @param servers takes those that are read
  DynamicGroups(LdapConnections connections, Set<String> servers) {
    this.connections = connections;
    this.servers = servers;
  }

  int searches() {
    return found.size();
  }

  long requests() {
    return requests;
  }

  /// The references of everybody whom the URL finds.
  ///
  /// @param group the DN of the group that has the URL
  List<String> members(String group, String url) throws ReadFailed {
    List<String> known = found.get(url);
    if (known != null) {
      return known;
    }
    List<String> members = searched(parsed(group, url));
    found.put(url, members);
    return members;
  }

  private List<String> searched(LDAPURL url) throws ReadFailed {
    List<String> members = new ArrayList<>();
    DN base = url.getBaseDN();
    SearchScope scope = url.getScope();
    Done done =
        new PagedRead(connections)
            .read(
                List.of(new Search(base.toString(), url.getFilter())),
                List.of(),
                entry -> {
                  if (scope.equals(SearchScope.SUB) || isIn(entry.dn(), base, scope)) {
                    members.add(References.normal(entry.dn()));
                  }
                });
    requests += done.requests();
    servers.add(done.server());
    return List.copyOf(members);
  }

  private static boolean isIn(String entry, DN base, SearchScope scope) {
    try {
      return new DN(entry).matchesBaseAndScope(base, scope);
    } catch (LDAPException malformed) {
      throw new IllegalStateException("a server sent the DN '" + entry + "'", malformed);
    }
  }

  private LDAPURL parsed(String group, String url) throws ReadFailed {
    try {
      return new LDAPURL(url);
    } catch (LDAPException malformed) {
      throw new ReadFailed(
          new Problem(
              "LDAP-MEMBER-URL",
              Blame.DATA,
              "nobody knows who is in %s of '%s': its memberURL is none"
                  .formatted(group, connections.settings().name()),
              "'%s': %s".formatted(ValueFlaws.shown(url), malformed.getMessage()),
              "correct it (ldap:///ou=people,dc=example,dc=com??sub?(title=Artist)), or leave the"
                  + " group out by the filter of groups"),
          malformed);
    }
  }
}
