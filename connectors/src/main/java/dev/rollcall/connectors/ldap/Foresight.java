// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Makes changes to entries in memory and delivers what a source would then read.
final class Foresight {
  /// In the place of the id that a server gives a new entry.
  static final String NEW = "new:";

  private final Layout layout;
  private final ChangeRequests requests;
  private final List<Search> searches;
  private final LdapSource.Projection projection;
  private final Consumer<Identity> each;
  private final Set<String> led = new HashSet<>();
  private long delivered;

  /// @param searches which entries are delivered
  Foresight(
      Layout layout,
      List<Search> searches,
      LdapSource.Projection projection,
      Consumer<Identity> each) {
    this.layout = layout;
    this.requests = new ChangeRequests(layout);
    this.searches = searches;
    this.projection = projection;
    this.each = each;
  }

  long delivered() {
    return delivered;
  }

  /// Something without a change.
  void pass(Identity identity) {
    delivered++;
    each.accept(identity);
  }

  /// Takes note of an entry with a change that the source does find. If it lies below no base, it
  /// is an alias that leads to it, and will go on leading to it.
  void found(String dn) {
    if (!isBelowBase(layout.names().parsed(dn))) {
      led.add(References.normal(dn));
    }
  }

  private boolean isBelowBase(DN dn) {
    return searches.stream()
        .anyMatch(search -> dn.isDescendantOf(layout.names().parsed(search.base()), true));
  }

  void created(Change.Create create) {
    Entry entry = requests.add(create).toEntry();
    entry.addAttribute(layout.anchor(), NEW + create.subject().key().value());
    deliver(entry, false);
  }

  void changed(Change change, Entry entry) {
    Optional<Entry> now = Optional.of(entry.duplicate());
    for (UpdatableLDAPRequest request : requests.of(change, Optional.of(entry))) {
      now = now.flatMap(before -> after(before, request));
    }
    boolean byAlias = led.contains(References.normal(entry.getDN()));
    now.ifPresent(after -> deliver(after, byAlias));
  }

  private static Optional<Entry> after(Entry entry, UpdatableLDAPRequest request) {
    try {
      return switch (request) {
        case AddRequest add -> Optional.of(add.toEntry());
        case DeleteRequest _ -> Optional.empty();
        case ModifyRequest modify ->
            Optional.of(Entry.applyModifications(entry, true, modify.getModifications()));
        case ModifyDNRequest move ->
            Optional.of(
                Entry.applyModifyDN(
                    entry, move.getNewRDN(), move.deleteOldRDN(), move.getNewSuperiorDN()));
        default -> throw new IllegalStateException("no such write: " + request);
      };
    } catch (LDAPException wouldBeRefused) {
      return Optional.of(entry);
    }
  }

  private void deliver(Entry entry, boolean byAlias) {
    DN dn = layout.names().parsed(entry.getDN());
    Entry whole = entry.duplicate();
    layout.schema().ifPresent(schema -> addSuperiorClasses(schema, whole));
    boolean found =
        searches.stream()
            .anyMatch(search ->
                (byAlias && search.follows()
                        || dn.isDescendantOf(layout.names().parsed(search.base()), true))
                    && matches(search.filter(), whole));
    if (found) {
      pass(projection.identity(WireEntry.of(entry)));
    }
  }

  /// A filter that cannot be tried here (an extensible match) lets everything through.
  private boolean matches(Filter filter, Entry whole) {
    try {
      return filter.matchesEntry(whole, layout.schema().orElse(null));
    } catch (LDAPException notHere) {
      return true;
    }
  }

  // A server matches `objectClass` with superior classes as well: RFC 4512 section 3.3.
  private static void addSuperiorClasses(Schema schema, Entry entry) {
    for (String name : Layout.values(entry, SchemaFacts.OBJECT_CLASS)) {
      SchemaFacts.objectClass(schema, name)
          .ifPresent(known ->
              known
                  .getSuperiorClasses(schema, true)
                  .forEach(superior ->
                      entry.addAttribute(SchemaFacts.OBJECT_CLASS, superior.getNameOrOID())));
    }
  }
}
