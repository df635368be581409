// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Writes entries as LDIF that standard tools read back (RFC 2849): every user attribute but
/// secrets; the anchor, which only the server can set, as a comment.
record LdapBackup(LdapConnections connections, Layout layout) {
  private static final Set<String> SECRETS =
      Set.of(
          "userpassword",
          "authpassword",
          "unicodepwd",
          "dbcspwd",
          "sambantpassword",
          "sambalmpassword",
          "sambapasswordhistory",
          "krbprincipalkey",
          "krbextradata",
          "pwdhistory",
          "ipanthash",
          "userpkcs12",
          "oathsecret");

  /// Writes what the file begins with.
  LdapBackup begin(Appendable out) throws IOException {
    out.append("version: 1\n");
    return this;
  }

  void of(List<Subject> touched, Appendable out) throws ReadFailed, IOException {
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
    write(searches, out);
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
        write(layout.bases().stream().map(base -> new Search(base, layout.filter())).toList(), out);
    return new CompleteRead(done.entries(), done.requests(), done.evidence(), Optional.empty());
  }

  private Done write(List<Search> searches, Appendable out) throws ReadFailed, IOException {
    return write(searches, _ -> true, out);
  }

  private Done write(List<Search> searches, Predicate<Entry> which, Appendable out)
      throws ReadFailed, IOException {
    List<String> attributes = new ArrayList<>(List.of("*"));
    attributes.addAll(layout.ownAttributes());
    try {
      return new PagedRead(connections)
          .read(
              searches,
              attributes,
              entry -> {
                try {
                  if (which.test(entry.decoded())) {
                    write(entry.decoded(), out);
                  }
                } catch (IOException failure) {
                  throw new UncheckedIOException(failure);
                }
              });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private void write(Entry entry, Appendable out) throws IOException {
    out.append('\n');
    for (String value : Layout.values(entry, layout.anchor())) {
      out.append("# ").append(layout.anchor()).append(": ").append(value).append('\n');
    }
    List<Attribute> kept =
        entry.getAttributes().stream().filter(attribute -> isKept(attribute.getName())).toList();
    out.append(new Entry(entry.getDN(), kept).toLDIFString());
  }

  private boolean isKept(String attribute) {
    String base = Attribute.getBaseName(attribute).toLowerCase(Locale.ROOT);
    return !SECRETS.contains(base) && !base.equalsIgnoreCase(layout.anchor());
  }
}
