// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What a plan makes of groups and of who is in them.
final class PlannedGroups {
  private final Optional<GroupLayout> layout;
  private final ChangeRequests accounts;
  private final Optional<ChangeRequests> groups;
  private final Logins logins = new Logins();
  private final List<Change.Create> created = new ArrayList<>();
  private final Map<String, Change> byAnchor = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final Set<String> deleted = new HashSet<>();
  private final Map<String, SequencedSet<String>> in = new HashMap<>();
  private final Map<String, Set<String>> out = new HashMap<>();

  private PlannedGroups(Optional<GroupLayout> layout, Layout accounts) {
    this.layout = layout;
    this.accounts = new ChangeRequests(accounts);
    this.groups = layout.map(GroupLayout::entries).map(ChangeRequests::new);
  }

  static PlannedGroups of(
      Optional<GroupLayout> layout, Layout accounts, Supplier<Stream<Change>> changes) {
    PlannedGroups planned = new PlannedGroups(layout, accounts);
    try (Stream<Change> all = changes.get()) {
      all.forEach(planned::take);
    }
    return planned;
  }

  private void take(Change change) {
    switch (change) {
      case Change.Members members -> members(members);
      case Change.Create create -> {
        if (create.subject().sort() == Sort.GROUP) {
          created.add(create);
        }
      }
      case Change.Delete delete -> {
        deleted.add(References.normal(delete.subject().key().value()));
        entry(change);
      }
      case Change.Rename _, Change.Update _, Change.Enable _, Change.Disable _ -> {
        move(change);
        entry(change);
      }
    }
  }

  private void entry(Change change) {
    if (change.subject().sort() == Sort.GROUP) {
      names.add(References.normal(change.subject().key().value()));
      change.subject().account().ifPresent(anchor -> byAnchor.put(anchor.value(), change));
    }
  }

  private void move(Change change) {
    ChangeRequests requests =
        change.subject().sort() == Sort.GROUP ? groups.orElse(accounts) : accounts;
    String from = change.subject().key().value();
    String to = requests.destination(change);
    if (!to.equals(from)) {
      renamed.put(References.normal(from), References.normal(to));
    }
    for (Edit edit : change.edits()) {
      boolean login = layout.filter(some -> some.kind().isByLogin()).isPresent();
      if (login && edit.attribute().equalsIgnoreCase(Logins.ATTRIBUTE)) {
        edit.before().forEach(before -> edit.after().forEach(after -> renamed.put(before, after)));
      }
    }
  }

  private void members(Change.Members change) {
    String group = References.normal(change.subject().key().value());
    change
        .added()
        .forEach(
            member -> in.computeIfAbsent(group, _ -> new LinkedHashSet<>()).add(reference(member)));
    change
        .removed()
        .forEach(member -> out.computeIfAbsent(group, _ -> new HashSet<>()).add(reference(member)));
  }

  private String reference(Member member) {
    String dn = member.key().value();
    return layout.filter(some -> some.kind().isByLogin()).isPresent()
        ? logins.of(dn).orElse(dn)
        : References.normal(dn);
  }

  List<Change.Create> created() {
    return created;
  }

  /// The change of a group's entry, members aside.
  Optional<Change> of(Anchor group) {
    return Optional.ofNullable(byAnchor.get(group.value()));
  }

  /// Whether the group's entry is changed, members aside.
  boolean isChanged(String dn) {
    return names.contains(References.normal(dn));
  }

  /// What finds the groups whose entries are changed.
  List<Filter> changed(Layout entries) {
    return byAnchor.keySet().stream().map(id -> entries.isAnchor(new Anchor(id))).toList();
  }

  /// Who is in a group afterwards.
  ///
  /// @param dn its name afterwards
  List<String> members(String dn, List<String> before) {
    String group = References.normal(dn);
    SequencedSet<String> all = new LinkedHashSet<>();
    for (String member : before) {
      if (!deleted.contains(member)) {
        all.add(Optional.ofNullable(renamed.get(member)).orElse(member));
      }
    }
    Optional.ofNullable(out.get(group)).ifPresent(all::removeAll);
    Optional.ofNullable(in.get(group)).ifPresent(all::addAll);
    all.remove(group);
    return List.copyOf(all);
  }
}
