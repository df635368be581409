// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Finds where the aliases of a subtree lead, and whether all of them lead somewhere. The search
/// for people does not tell: OpenLDAP (2.5) leaves an alias that leads nowhere, or in a ring, out
/// of it and says success.
final class AliasWalk {
  // X.501 section 13.3.1: whether there is anything below an entry.
  private static final String PARENT = "hasSubordinates";

  private final LDAPConnection connection;
  private final int pageSize;
  private final ReadProblems problems;
  private final ReadCeiling ceiling;
  private final Runnable goesOn;
  private final Deque<String> open = new ArrayDeque<>();
  private long aliases;
  private long requests;

  /// @param goesOn told with every answer that there is
  AliasWalk(
      LDAPConnection connection,
      LdapSettings settings,
      ReadProblems problems,
      ReadCeiling ceiling,
      Runnable goesOn) {
    this.connection = connection;
    this.pageSize = settings.pageSize();
    this.problems = problems;
    this.ceiling = ceiling;
    this.goesOn = goesOn;
  }

  /// An alias that cannot be followed.
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private Broken(Problem problem) {
      super(problem.what());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  /// How many aliases were followed so far.
  long aliases() {
    return aliases;
  }

  long requests() {
    return requests;
  }

  /// Everything that a search below this base reaches.
  Reach from(String base) throws LDAPException, Broken {
    String begin = followed(base).map(SearchResultEntry::getDN).orElse(base);
    Reach reach = new Reach(Subtree.of(begin));
    open.add(begin);
    while (!open.isEmpty()) {
      walk(open.remove(), reach);
    }
    return reach;
  }

  /// Follows the aliases of one subtree.
  private void walk(String at, Reach reach) throws LDAPException, Broken {
    Optional<ASN1OctetString> cookie = Optional.empty();
    do {
      SearchRequest request =
          new SearchRequest(at, SearchScope.SUB, Aliases.FILTER, SearchRequest.NO_ATTRIBUTES);
      request.setControls(
          new Control[] {new SimplePagedResultsControl(pageSize, cookie.orElse(null), false)});
      SearchResult result = answer(request);
      for (SearchResultEntry alias : entries(result)) {
        follow(alias.getDN(), reach);
      }
      Optional<ASN1OctetString> next =
          Optional.ofNullable(SimplePagedResultsControl.get(result))
              .filter(SimplePagedResultsControl::moreResultsToReturn)
              .map(SimplePagedResultsControl::getCookie);
      if (next.isPresent() && (next.equals(cookie) || result.getEntryCount() == 0)) {
        throw new Broken(problems.stuck(at, aliases, 1));
      }
      cookie = next;
    } while (cookie.isPresent());
  }

  private void follow(String alias, Reach reach) throws LDAPException, Broken {
    aliases++;
    if (aliases > ceiling.entries()) {
      throw new Broken(problems.tooMany(alias, ceiling.entries()));
    }
    Optional<SearchResultEntry> found = target(alias);
    if (found.isEmpty()) {
      throw new Broken(problems.brokenAlias(alias, "what it leads to is not shown"));
    }
    DN to = found.get().getParsedDN();
    if (to.equals(new DN(alias))) {
      throw new Broken(problems.brokenAlias(alias, "the server gives the alias itself"));
    }
    if (!reach.holds(to.toString())) {
      reach.add(to);
      if (!"FALSE".equalsIgnoreCase(found.get().getAttributeValue(PARENT))) {
        open.add(to.toString());
      }
    }
  }

  private Optional<SearchResultEntry> target(String alias) throws LDAPException, Broken {
    try {
      return followed(alias);
    } catch (LDAPException failure) {
      ResultCode code = failure.getResultCode();
      if (code.isConnectionUsable() && !code.isClientSideResultCode()) {
        throw new Broken(problems.brokenAlias(alias, ConnectProblems.original(failure)));
      }
      throw failure;
    }
  }

  /// The entry of this name, or that to which an alias of this name leads.
  private Optional<SearchResultEntry> followed(String name) throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            name, SearchScope.BASE, Filter.createPresenceFilter(SchemaFacts.OBJECT_CLASS), PARENT);
    request.setDerefPolicy(DereferencePolicy.ALWAYS);
    return entries(answer(request)).stream().findFirst();
  }

  private static List<SearchResultEntry> entries(SearchResult result) {
    return Optional.ofNullable(result.getSearchEntries()).orElse(List.of());
  }

  private SearchResult answer(SearchRequest request) throws LDAPException {
    requests++;
    SearchResult result = connection.search(request);
    goesOn.run();
    return result;
  }
}
