// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks.bare;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads every account page by page and looks at each value, nothing more.
///
/// Arguments: port, bind DN, password, base, page size, attributes.
public final class LdapRead {
  private LdapRead() {}

  public static void main(String[] args) throws LDAPException {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setUseSynchronousMode(true);
    int port = Integer.parseInt(args[0]);
    String[] attributes = List.of(args).subList(5, args.length).toArray(String[]::new);
    Values values = new Values(attributes);
    try (LDAPConnection connection =
        new LDAPConnection(options, "localhost", port, args[1], args[2])) {
      read(connection, values, args[3], Integer.parseInt(args[4]));
    }
    System.out.printf("%d entries, %d letters%n", values.entries, values.letters);
  }

  private static void read(LDAPConnection connection, Values values, String base, int pageSize)
      throws LDAPException {
    @Nullable ASN1OctetString cookie = null;
    do {
      SearchRequest request =
          new SearchRequest(
              values, base, SearchScope.SUB, "(objectClass=inetOrgPerson)", values.attributes);
      request.addControl(new SimplePagedResultsControl(pageSize, cookie, false));
      SearchResult result = connection.search(request);
      @Nullable SimplePagedResultsControl answer = SimplePagedResultsControl.get(result);
      cookie = answer != null && answer.moreResultsToReturn() ? answer.getCookie() : null;
    } while (cookie != null);
  }

  private static final class Values implements SearchResultListener {
    private static final long serialVersionUID = 1L;

    private final String[] attributes;
    private long entries;
    private long letters;

    private Values(String[] attributes) {
      this.attributes = attributes;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      entries++;
      for (String attribute : attributes) {
        String @Nullable [] values = entry.getAttributeValues(attribute);
        if (values != null) {
          for (String value : values) {
            letters += value.length();
          }
        }
      }
    }

    @Override
    public void searchReferenceReturned(SearchResultReference reference) {
      throw new IllegalStateException("no references here");
    }
  }
}
