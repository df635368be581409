// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.Followers.Move;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.ReadFailed;
import java.util.ArrayList;
import java.util.List;

/// Which old names are nobody's now, so that whatever holds one means who had it.
record Mending(LdapConnections connections, Layout layout) {
  List<Move> free(List<Move> moves) throws ReadFailed {
    List<Move> free = new ArrayList<>();
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      for (Move move : moves) {
        if (move.login() ? isFreeLogin(connection, move) : isFreeName(connection, move)) {
          free.add(move);
        }
      }
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException failure) {
      throw new ReadFailed(new ReadProblems(connections.settings()).ofRootDse(failure), failure);
    }
    return free;
  }

  private static boolean isFreeName(LDAPConnection connection, Move move) throws LDAPException {
    return connection.getEntry(move.from(), "1.1") == null;
  }

  private boolean isFreeLogin(LDAPConnection connection, Move move) throws LDAPSearchException {
    Filter filter = Filter.createEqualityFilter(Logins.ATTRIBUTE, move.from());
    for (String base : layout.bases()) {
      if (connection.search(base, SearchScope.SUB, filter, "1.1").getEntryCount() > 0) {
        return false;
      }
    }
    return true;
  }
}
