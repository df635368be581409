// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// What a change is in LDAP: requests for one entry, in order. Pure.
record ChangeRequests(Layout layout) {
  /// All the requests of a change; none where the directory has no way to make it.
  ///
  /// @param seen the entry as it is, where that is known
  List<UpdatableLDAPRequest> of(Change change, Optional<Entry> seen) {
    List<UpdatableLDAPRequest> requests = new ArrayList<>();
    if (change instanceof Change.Create create) {
      requests.add(add(create));
    } else if (change instanceof Change.Delete delete) {
      requests.add(new DeleteRequest(delete.subject().key().value()));
    } else {
      String to = destination(change);
      String from = change.subject().key().value();
      if (!to.equals(from)) {
        requests.add(move(from, to));
      }
      List<Modification> modifications = modifications(change, seen);
      if (!modifications.isEmpty()) {
        requests.add(new ModifyRequest(to, modifications));
      }
    }
    return requests;
  }

  AddRequest add(Change.Create create) {
    List<Attribute> attributes = new ArrayList<>();
    create
        .attributes()
        .all()
        .forEach((name, values) -> attributes.add(layout.attribute(name, values)));
    if (!create.attributes().has(layout.rdn())) {
      addNaming(create.subject().key(), attributes);
    }
    layout
        .beginning()
        .ifPresent(mark -> {
          if (attributes.stream().noneMatch(given -> isSame(given, mark))) {
            attributes.add(mark);
          }
        });
    return new AddRequest(create.subject().key().value(), attributes);
  }

  /// An entry has the values of its RDN: RFC 4512 section 2.3.1.
  private void addNaming(AccountKey key, List<Attribute> attributes) {
    for (Attribute naming : AccountNames.rdn(dn(key)).getAttributes()) {
      if (attributes.stream().noneMatch(given -> isSame(given, naming))) {
        attributes.add(naming);
      }
    }
  }

  private boolean isSame(Attribute one, Attribute other) {
    return SchemaFacts.same(layout.schema(), one.getName(), other.getName());
  }

  /// The DN that the entry has after the change.
  String destination(Change change) {
    return switch (change) {
      case Change.Rename rename -> rename.to().value();
      case Change.Enable enable -> enable.to().value();
      case Change.Disable disable -> left(disable.subject().key());
      case Change.Create _, Change.Update _, Change.Delete _, Change.Members _ ->
          change.subject().key().value();
    };
  }

  private String left(AccountKey key) {
    DN dn = dn(key);
    return layout.isGone(dn)
        ? key.value()
        : layout.leavers().map(gone -> AccountNames.under(gone, dn)).orElse(key.value());
  }

  /// A request for another name, and for another parent only where it changes.
  ModifyDNRequest move(String from, String to) {
    DN old = layout.names().parsed(from);
    DN wanted = layout.names().parsed(to);
    String name = AccountNames.text(AccountNames.rdn(wanted));
    DN parent = AccountNames.parent(wanted);
    return parent.equals(AccountNames.parent(old))
        ? new ModifyDNRequest(from, name, true)
        : new ModifyDNRequest(from, name, true, AccountNames.text(parent));
  }

  /// Whether a change has something to modify, after it got its new name.
  boolean modifies(Change change) {
    return switch (change) {
          case Change.Disable _, Change.Enable _ -> layout.lock().isPresent();
          case Change.Create _,
              Change.Rename _,
              Change.Update _,
              Change.Delete _,
              Change.Members _ ->
              false;
        }
        || !remaining(change).isEmpty();
  }

  /// The modifications of a change, after it got its new name.
  ///
  /// @param seen the entry as it is, where that is known
  List<Modification> modifications(Change change, Optional<Entry> seen) {
    List<Modification> modifications = new ArrayList<>();
    lock(change, seen).ifPresent(modifications::add);
    remaining(change).forEach(edit -> add(edit, modifications));
    return modifications;
  }

  private Optional<Modification> lock(Change change, Optional<Entry> seen) {
    return switch (change) {
      case Change.Disable _ -> lock(true, seen);
      case Change.Enable _ -> lock(false, seen);
      case Change.Create _, Change.Rename _, Change.Update _, Change.Delete _, Change.Members _ ->
          Optional.empty();
    };
  }

  private Optional<Modification> lock(boolean shut, Optional<Entry> seen) {
    return layout
        .lock()
        .map(by ->
            switch (by) {
              case DisableBy.Attribute(String name, String closed, List<String> open) ->
                  replace(name, shut ? List.of(closed) : open);
              case DisableBy.Bit(String name, int bit) -> {
                int bits = seen.map(entry -> Layout.bits(entry, name)).orElse(layout.usualBits());
                yield replace(name, List.of(Integer.toString(shut ? bits | bit : bits & ~bit)));
              }
            });
  }

  /// The edits less what the new name does by itself: it takes its old value away and puts the new
  /// one in.
  List<Edit> remaining(Change change) {
    String to = destination(change);
    String from = change.subject().key().value();
    if (to.equals(from)) {
      return change.edits();
    }
    RDN old = AccountNames.rdn(layout.names().parsed(from));
    RDN now = AccountNames.rdn(layout.names().parsed(to));
    return change.edits().stream()
        .map(edit -> named(edit, old, now))
        .filter(edit -> !(edit.added().isEmpty() && edit.removed().isEmpty()))
        .toList();
  }

  private Edit named(Edit edit, RDN old, RDN now) {
    List<String> taken = values(old, edit.attribute());
    List<String> given = values(now, edit.attribute());
    SequencedSet<String> between = new LinkedHashSet<>(edit.before());
    between.removeAll(taken);
    between.addAll(given);
    return new Edit(edit.attribute(), List.copyOf(between), edit.after());
  }

  private List<String> values(RDN rdn, String attribute) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < rdn.getValueCount(); i++) {
      if (SchemaFacts.same(layout.schema(), attribute, rdn.getAttributeNames()[i])) {
        values.add(rdn.getAttributeValues()[i]);
      }
    }
    return values;
  }

  /// Old values out, new values in; the whole attribute where the server cannot compare values.
  private void add(Edit edit, List<Modification> modifications) {
    String name = edit.attribute();
    if (!layout.compares(name)) {
      modifications.add(replace(name, edit.after()));
      return;
    }
    if (!edit.removed().isEmpty()) {
      modifications.add(modification(ModificationType.DELETE, name, edit.removed()));
    }
    if (!edit.added().isEmpty()) {
      modifications.add(modification(ModificationType.ADD, name, edit.added()));
    }
  }

  /// Active Directory keeps `accountExpires` and its like for ever: there is a number for never.
  private Modification replace(String name, List<String> values) {
    if (values.isEmpty() && LdapValues.of(name) == LdapValues.FILE_TIME) {
      return new Modification(ModificationType.REPLACE, name, FileTimes.NEVER);
    }
    return modification(ModificationType.REPLACE, name, values);
  }

  private Modification modification(ModificationType type, String name, List<String> values) {
    return new Modification(type, name, layout.octets(name, values));
  }

  private DN dn(AccountKey key) {
    return layout.names().parsed(key.value());
  }
}
