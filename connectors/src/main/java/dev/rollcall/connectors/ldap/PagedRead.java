// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.LdapConnections.Opened;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads whole subtrees in pages. Entries are fetched and decoded on a thread of their own, ahead
/// of the caller, so that the next page is on its way while the last one is looked at.
final class PagedRead {
  /// What to read: one subtree.
  record Search(String base, Filter filter, AliasPolicy aliases) {
    /// Without following aliases.
    Search(String base, Filter filter) {
      this(base, filter, AliasPolicy.IGNORE);
    }

    boolean follows() {
      return aliases == AliasPolicy.FOLLOW;
    }

    /// The same with another filter.
    Search with(Filter other) {
      return new Search(base, other, aliases);
    }
  }

  /// What a read took.
  ///
  /// @param paged whether the server did page
  /// @param elsewhere how often the server referred to another partition
  /// @param aliases how many were followed
  /// @param server which one was read, by its URL
  record Done(
      long entries, long requests, boolean paged, long elsewhere, long aliases, String server) {
    String evidence() {
      return (paged
              ? "%d paged searches, the last of each base with an empty cookie, result success"
                  .formatted(requests)
              : "%d searches, result success".formatted(requests))
          + (elsewhere > 0 ? "; references to configuration and DNS partitions not followed" : "")
          + (aliases > 0 ? "; %,d aliases followed".formatted(aliases) : "");
    }
  }

  /// What the fetching thread hands over.
  sealed interface Delivery {
    record Entries(List<WireEntry> entries) implements Delivery {}

    record End(Done done) implements Delivery {}

    record Failed(Problem problem, LDAPException cause, boolean connectionLost)
        implements Delivery {}

    /// The fetching thread ended as it should not: out of memory, or a mistake of ours.
    record Broken(Throwable cause) implements Delivery {}
  }

  // A few hundred entries a piece make handing over cheap; a few pieces are enough to read ahead.
  static final int PIECE = 200;
  private static final int PIECES_AHEAD = 6;

  private static final Logger LOG = LoggerFactory.getLogger(PagedRead.class);

  private final LdapConnections connections;
  private final int piece;
  private final ReadProblems problems;
  private final ReadCeiling ceiling;

  PagedRead(LdapConnections connections) {
    this(connections, PIECE);
  }

  /// @param piece how many entries are handed over at once: few where entries may be large
  PagedRead(LdapConnections connections, int piece) {
    this(connections, piece, ReadCeiling.STANDARD);
  }

  PagedRead(LdapConnections connections, int piece, ReadCeiling ceiling) {
    this.connections = connections;
    this.piece = piece;
    this.ceiling = ceiling;
    this.problems = new ReadProblems(connections.settings());
  }

  /// Delivers every entry of these searches on the calling thread, or throws.
  ///
  /// A connection that breaks before anything was delivered is replaced once, by one to another
  /// server if there is one. After that the halves would be of two different states, or of two
  /// servers, so the read fails; who asked may begin anew.
  Done read(List<Search> searches, List<String> attributes, Consumer<WireEntry> each)
      throws ReadFailed {
    if (LOG.isDebugEnabled()) {
      searches.forEach(
          search -> LOG.debug("{}", SearchCommand.of(connections.settings(), search, attributes)));
    }
    Ending ending = attempt(searches, attributes, each);
    if (ending.mayStartAgain()) {
      ending = attempt(searches, attributes, each);
    }
    return switch (ending.last()) {
      case Delivery.End(Done done) -> done;
      case Delivery.Failed failed ->
          throw ending.isMidway()
              ? ReadFailed.midway(failed.problem(), failed.cause())
              : new ReadFailed(failed.problem(), failed.cause());
      case Delivery.Broken(Throwable cause) ->
          throw new IllegalStateException("reading broke off", cause);
      case Delivery.Entries _ -> throw new IllegalStateException("a read ends with its end");
    };
  }

  private record Ending(Delivery last, long delivered) {
    boolean mayStartAgain() {
      return delivered == 0 && isLost();
    }

    boolean isMidway() {
      return delivered > 0 && isLost();
    }

    private boolean isLost() {
      return last instanceof Delivery.Failed failed && failed.connectionLost();
    }
  }

  private Ending attempt(List<Search> searches, List<String> attributes, Consumer<WireEntry> each)
      throws ReadFailed {
    BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(PIECES_AHEAD);
    try (Opened opened = connections.opened(Use.ASKING)) {
      PageFetcher fetcher =
          new PageFetcher(opened, connections.settings(), problems, queue, piece, ceiling);
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name("ldap-read-" + connections.settings().name())
              .start(() -> fetcher.fetch(searches, attributes));
      try {
        Ending ending = deliver(queue, fetcher, each);
        if (ending.isLost()) {
          connections.broke(opened.connection());
        }
        return ending;
      } finally {
        thread.interrupt();
      }
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    }
  }

  private Ending deliver(
      BlockingQueue<Delivery> queue, PageFetcher fetcher, Consumer<WireEntry> each) {
    long delivered = 0;
    while (true) {
      Delivery next = take(queue, fetcher);
      if (!(next instanceof Delivery.Entries(List<WireEntry> entries))) {
        return new Ending(next, delivered);
      }
      delivered += entries.size();
      entries.forEach(each);
    }
  }

  private Delivery take(BlockingQueue<Delivery> queue, PageFetcher fetcher) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return await(queue, fetcher);
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// The library's own timeout begins anew with every octet, so that one who sends always a little,
  /// or nothing of use, would never be given up.
  private Delivery await(BlockingQueue<Delivery> queue, PageFetcher fetcher)
      throws InterruptedException {
    while (true) {
      long alive = fetcher.alive();
      Optional<Delivery> next =
          Optional.ofNullable(
              queue.poll(2 * connections.settings().timeout().toMillis(), MILLISECONDS));
      if (next.isPresent()) {
        return next.get();
      }
      if (alive == fetcher.alive()) {
        return new Delivery.Failed(
            problems.idle(), new LDAPException(ResultCode.TIMEOUT, "nothing of use"), false);
      }
    }
  }

  /// Reads at most so many pages of one entry each; for trying whether reading works at all.
  Optional<Problem> tryPages(Search search, int pages) {
    try (Opened opened = connections.opened(Use.ASKING)) {
      return new PageFetcher(
              opened, connections.settings(), problems, new ArrayBlockingQueue<>(1), piece, ceiling)
          .firstPages(search, pages);
    } catch (LdapFailed failed) {
      return Optional.of(failed.problem());
    }
  }
}
