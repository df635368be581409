// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchResultListener;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.rollcall.connectors.ldap.LdapConnections.Opened;
import dev.rollcall.connectors.ldap.PagedRead.Delivery;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/// Asks for page after page (RFC 2696) and hands the entries over in pieces.
final class PageFetcher {
  // The octets of values at which a piece is handed over although it has few entries.
  private static final long HEAVY = 1 << 20;

  private final LDAPConnection connection;
  private final LdapSettings settings;
  private final ReadProblems problems;
  private final BlockingQueue<Delivery> queue;

  private final int size;
  private final ReadCeiling ceiling;
  private final Optional<WireSearch> wire;
  private List<WireEntry> piece;
  private final List<SearchResultEntry> partial = new ArrayList<>();
  private final List<String> references = new ArrayList<>();
  private long elsewhere;
  private long aliases;
  private boolean cancelled;
  private boolean paged;
  private long entries;
  private long requests;
  private long weight;
  private volatile long alive;

  PageFetcher(
      Opened opened,
      LdapSettings settings,
      ReadProblems problems,
      BlockingQueue<Delivery> queue,
      int size,
      ReadCeiling ceiling) {
    this.size = size;
    this.ceiling = ceiling;
    this.piece = new ArrayList<>(size);
    this.connection = opened.connection();
    this.settings = settings;
    this.problems = problems;
    this.queue = queue;
    this.wire =
        opened
            .socket()
            .map(socket -> new WireSearch(socket, Math.toIntExact(settings.timeout().toMillis())));
  }

  /// Changes whenever the server has sent something that brings the read further.
  long alive() {
    return alive;
  }

  void fetch(List<Search> searches, List<String> attributes) {
    try {
      fetchAll(searches, attributes);
    } catch (RuntimeException | Error broken) {
      put(new Delivery.Broken(broken));
    }
  }

  private void fetchAll(List<Search> searches, List<String> attributes) {
    String[] names =
        attributes.isEmpty() ? new String[] {"1.1"} : attributes.toArray(String[]::new);
    for (Search search : searches) {
      Optional<Delivery> failure = fetch(search, names, Integer.MAX_VALUE);
      if (failure.isPresent()) {
        put(failure.get());
        return;
      }
    }
    handOver();
    put(new Delivery.End(new Done(entries, requests, paged, elsewhere, aliases, server())));
  }

  Optional<Problem> firstPages(Search search, int pages) {
    cancelled = true;
    return fetch(search, new String[] {"1.1"}, pages)
        .map(failure -> ((Delivery.Failed) failure).problem());
  }

  private Optional<Delivery> fetch(Search search, String[] names, int pages) {
    Optional<ASN1OctetString> cookie = Optional.empty();
    EntryJudge judge;
    try {
      judge = new EntryJudge(search, reach(search), problems, ceiling);
    } catch (LDAPException failure) {
      return Optional.of(failed(failure, search));
    } catch (AliasWalk.Broken alias) {
      return Optional.of(broken(alias));
    }
    int empty = 0;
    for (int page = 0; page < pages; page++) {
      long before = entries;
      Optional<ASN1OctetString> next;
      try {
        next = page(search, names, cookie, judge);
        complete();
      } catch (EntryJudge.Incredible entry) {
        return Optional.of(incredible(entry));
      } catch (LDAPException failure) {
        return Optional.of(failed(failure, search));
      } catch (RangedValues.Unsteady unsteady) {
        return Optional.of(unsteady(unsteady));
      }
      Optional<String> missing = missing();
      if (missing.isPresent()) {
        return Optional.of(referred(search, missing.get()));
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      empty = entries == before ? empty + 1 : 0;
      if (empty > 0 && next.equals(cookie) || empty > ceiling.emptyPages()) {
        return Optional.of(stuck(search, empty));
      }
      cookie = next;
    }
    return Optional.empty();
  }

  /// From where entries may come.
  private Reach reach(Search search) throws LDAPException, AliasWalk.Broken {
    if (!search.follows()) {
      return new Reach(Subtree.of(search.base()));
    }
    AliasWalk walk = new AliasWalk(connection, settings, problems, ceiling, this::goesOn);
    Reach reach = walk.from(search.base());
    aliases += walk.aliases();
    requests += walk.requests();
    return reach;
  }

  /// Fetches one page; the cookie for the next one, if there is one.
  private Optional<ASN1OctetString> page(
      Search search, String[] names, Optional<ASN1OctetString> cookie, EntryJudge judge)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            new Listener(judge), search.base(), SearchScope.SUB, search.filter(), names);
    if (search.follows()) {
      request.setDerefPolicy(DereferencePolicy.ALWAYS);
    }
    // Not critical: a server without paging gives all at once, which is as complete.
    request.setControls(
        new Control[] {
          new SimplePagedResultsControl(settings.pageSize(), cookie.orElse(null), false)
        });
    requests++;
    SearchResult result = result(request, judge);
    goesOn();
    Optional<SimplePagedResultsControl> answer =
        Optional.ofNullable(SimplePagedResultsControl.get(result));
    paged |= answer.isPresent();
    return answer
        .filter(SimplePagedResultsControl::moreResultsToReturn)
        .map(SimplePagedResultsControl::getCookie);
  }

  private SearchResult result(SearchRequest request, EntryJudge judge) throws LDAPException {
    if (wire.isPresent()) {
      return wire.get().search(request, entry -> found(entry, judge), this::referred);
    }
    try {
      return connection.search(request);
    } catch (ClassCastException another) {
      // An answer that is none to a search, the library (7.0) takes for one and stumbles.
      throw new LDAPException(ResultCode.DECODING_ERROR, "the answer is none to a search", another);
    }
  }

  /// Fetches the values that are missing in entries of this page.
  private void complete() throws LDAPException, RangedValues.Unsteady {
    if (partial.isEmpty()) {
      return;
    }
    RangedValues rest = new RangedValues(connection, this::goesOn);
    for (SearchResultEntry entry : partial) {
      add(WireEntry.of(rest.whole(entry)));
    }
    requests += rest.requests();
    partial.clear();
  }

  /// A reference to what should have been here and is somewhere else.
  private Optional<String> missing() {
    if (references.isEmpty()) {
      return Optional.empty();
    }
    boolean partitions = kind() == ServerKind.ACTIVE_DIRECTORY;
    Optional<String> missing =
        references.stream()
            .filter(url -> !partitions || !Partitions.isWithoutPeople(url))
            .findFirst();
    elsewhere += references.size();
    references.clear();
    return missing;
  }

  private Delivery unsteady(RangedValues.Unsteady unsteady) {
    return new Delivery.Failed(
        problems.unsteady(String.valueOf(unsteady.getMessage())),
        new LDAPException(ResultCode.LOCAL_ERROR, "values changed while they were read"),
        false);
  }

  private Delivery failed(LDAPException failure, Search search) {
    boolean lost =
        ConnectProblems.lost(failure.getResultCode())
            && !TooLarge.is(failure)
            && !failure.getResultCode().equals(ResultCode.TIMEOUT);
    return new Delivery.Failed(
        problems.of(failure, search.base(), entries, this::kind), failure, lost);
  }

  private Delivery referred(Search search, String url) {
    return new Delivery.Failed(
        problems.referral(search.base(), "the server answered with a reference to " + url),
        new LDAPException(ResultCode.REFERRAL, url),
        false);
  }

  private Delivery stuck(Search search, int pages) {
    return new Delivery.Failed(
        problems.stuck(search.base(), entries, pages),
        new LDAPException(ResultCode.LOCAL_ERROR, "empty pages without an end"),
        false);
  }

  private static Delivery broken(AliasWalk.Broken alias) {
    return new Delivery.Failed(
        alias.problem(),
        new LDAPException(ResultCode.ALIAS_PROBLEM, alias.problem().what()),
        false);
  }

  private static Delivery incredible(EntryJudge.Incredible entry) {
    return new Delivery.Failed(
        entry.problem(), new LDAPException(ResultCode.LOCAL_ERROR, entry.problem().what()), false);
  }

  // Only the fetching thread counts; the other one looks whether the figure moves.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void goesOn() {
    alive++;
  }

  private String server() {
    return String.valueOf(connection.getConnectionName());
  }

  private ServerKind kind() {
    try {
      return Directory.outline(connection).kind();
    } catch (LDAPException gone) {
      return ServerKind.OTHER;
    }
  }

  private void add(WireEntry entry) {
    if (!cancelled) {
      piece.add(entry);
      weight += entry.weight();
      if (piece.size() == size || weight > HEAVY) {
        handOver();
      }
    }
  }

  private void found(WireEntry entry, EntryJudge judge) {
    goesOn();
    entries++;
    judge.see(entry.dn(), entries);
    if (entry.hasOptions() && RangedValues.isPartOf(entry.decoded())) {
      partial.add(entry.decoded());
    } else {
      add(entry);
    }
  }

  private void referred(List<String> urls) {
    // Several are ways to the same.
    references.add(urls.getFirst());
  }

  private void handOver() {
    if (!piece.isEmpty()) {
      put(new Delivery.Entries(piece));
      piece = new ArrayList<>(size);
      weight = 0;
    }
  }

  private void put(Delivery delivery) {
    if (cancelled) {
      return;
    }
    try {
      queue.put(delivery);
    } catch (InterruptedException nobodyWaits) {
      cancelled = true;
    }
  }

  /// Hears the entries of a page where the library has to decode them.
  private final class Listener implements SearchResultListener {
    private static final long serialVersionUID = 1L;

    private final transient EntryJudge judge;

    private Listener(EntryJudge judge) {
      this.judge = judge;
    }

    @Override
    public void searchEntryReturned(SearchResultEntry entry) {
      found(WireEntry.of(entry), judge);
    }

    @Override
    public void searchReferenceReturned(SearchResultReference found) {
      referred(List.of(found.getReferralURLs()));
    }
  }
}
