// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AsyncRequestID;
import com.unboundid.ldap.sdk.AsyncSearchResultListener;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Waits for the entry that a look finds.
final class LookListener implements AsyncSearchResultListener {
  private static final long serialVersionUID = 1L;

  private final transient BiConsumer<LDAPResult, Optional<Entry>> then;
  private transient Optional<Entry> found = Optional.empty();

  LookListener(BiConsumer<LDAPResult, Optional<Entry>> then) {
    this.then = then;
  }

  @Override
  public void searchEntryReturned(SearchResultEntry entry) {
    found = Optional.of(entry);
  }

  @Override
  public void searchReferenceReturned(SearchResultReference elsewhere) {}

  @Override
  public void searchResultReceived(AsyncRequestID id, SearchResult result) {
    then.accept(result, found);
  }
}
