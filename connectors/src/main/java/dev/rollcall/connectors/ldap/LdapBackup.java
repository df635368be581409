// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.Followers.Move;
import dev.rollcall.connectors.ldap.Followers.Place;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Writes entries as they are.
record LdapBackup(LdapConnections connections, Layout layout) {
  /// Writes what the file begins with.
  LdapBackup begin(Appendable out) throws IOException {
    out.append("version: 1\n");
    return this;
  }

  /// The entries of these subjects.
  ///
  /// @param images remembers what it shows
  void of(List<Subject> touched, Images images, Appendable out) throws ReadFailed, IOException {
    List<Anchor> anchors = touched.stream().flatMap(subject -> subject.account().stream()).toList();
    List<Search> searches = new ArrayList<>();
    for (int i = 0; i < anchors.size(); i += AccountReader.AT_ONCE) {
      Filter any =
          Filter.createORFilter(
              anchors.subList(i, Math.min(anchors.size(), i + AccountReader.AT_ONCE)).stream()
                  .map(layout::isAnchor)
                  .toList());
      layout.bases().forEach(base -> searches.add(new Search(base, any)));
    }
    ImageText text = new ImageText(layout);
    write(
        searches,
        entry -> {
          images.add(text.normal(entry));
          images.add(text.withoutReferences(entry));
          return true;
        },
        out);
  }

  /// The entries that hold an old name in one of these places, each once.
  void referring(List<Move> moves, List<Place> places, Appendable out)
      throws ReadFailed, IOException {
    List<Search> searches = new ArrayList<>();
    for (Place place : places) {
      List<Filter> any =
          moves.stream()
              .filter(place::concerns)
              .map(move -> Filter.createEqualityFilter(place.attribute(), move.from()))
              .toList();
      for (int i = 0; i < any.size(); i += AccountReader.AT_ONCE) {
        List<Filter> some = any.subList(i, Math.min(any.size(), i + AccountReader.AT_ONCE));
        searches.add(new Search(place.base(), Filter.createORFilter(some)));
      }
    }
    if (!searches.isEmpty()) {
      Set<String> written = new HashSet<>();
      write(searches, entry -> written.add(References.normal(entry.getDN())), out);
    }
  }

  CompleteRead ofAll(Appendable out) throws ReadFailed, IOException {
    Done done =
        write(
            layout.bases().stream().map(base -> new Search(base, layout.filter())).toList(),
            _ -> true,
            out);
    return new CompleteRead(done.entries(), done.requests(), done.evidence(), Optional.empty());
  }

  private Done write(List<Search> searches, Predicate<Entry> which, Appendable out)
      throws ReadFailed, IOException {
    ImageText text = new ImageText(layout);
    try {
      return new PagedRead(connections)
          .read(
              searches,
              text.attributes(),
              entry -> {
                try {
                  Entry decoded = entry.decoded();
                  if (which.test(decoded)) {
                    out.append('\n').append(text.of(decoded));
                  }
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
