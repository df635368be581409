// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy.Lock;
import dev.rollcall.connectors.ldap.LdapAccounts.Parents;
import dev.rollcall.connectors.ldap.LdapNeed.Of;
import dev.rollcall.connectors.ldap.LdapNeed.Right;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Gathers what syncs need of one directory.
final class LdapNeeds {
  private final String system;
  private final Directory directory;
  private final List<LdapNeed> needs = new ArrayList<>();

  LdapNeeds(String system, Directory directory) {
    this.system = system;
    this.directory = directory;
  }

  List<LdapNeed> all() {
    return List.copyOf(needs);
  }

  private void add(LdapNeed need) {
    for (int i = 0; i < needs.size(); i++) {
      if (needs.get(i).isSame(need)) {
        needs.set(i, needs.get(i).with(need));
        return;
      }
    }
    needs.add(need);
  }

  /// For reading people, or groups.
  void source(Of of, List<Search> searches, Collection<String> names) {
    List<String> attributes = new ArrayList<>(new EntryColumns(List.copyOf(names)).attributes());
    attributes.add(directory.kind().anchor());
    attributes.add(SchemaFacts.OBJECT_CLASS);
    for (Search search : searches) {
      add(LdapNeed.at(search.base(), of).reading(attributes).reading(attributes(search.filter())));
    }
  }

  /// For keeping accounts.
  ///
  /// @param attributes those that are managed
  void target(AccountsText accounts, List<String> attributes, Set<Kind> kinds) {
    Layout layout = Layout.of(system, directory, accounts);
    LdapNeed need = entries(layout, Of.PEOPLE, Placement.without(attributes), kinds);
    boolean closes = kinds.contains(Kind.DISABLE) || kinds.contains(Kind.ENABLE);
    if (closes) {
      need = need.writing(layout.lock().map(Lock::name).stream().toList());
    }
    if (kinds.contains(Kind.CREATE) && accounts.newcomers().password().isPresent()) {
      need = password(layout, need.allowing(Right.PASSWORD));
    }
    if (accounts.parents().isPresent() && kinds.contains(Kind.RENAME)) {
      need = need.allowing(Right.MOVE_AWAY).allowing(Right.MOVE_HERE);
    }
    Optional<DN> leavers = layout.leavers().filter(_ -> closes);
    if (leavers.isPresent()) {
      need = need.allowing(Right.MOVE_AWAY).allowing(Right.MOVE_HERE);
      LdapNeed gone =
          LdapNeed.at(leavers.get().toString(), Of.PEOPLE)
              .reading(need.reads())
              .writing(need.writes())
              .allowing(Right.MOVE_HERE)
              .allowing(Right.MOVE_AWAY);
      add(kinds.contains(Kind.DELETE) ? gone.allowing(Right.DELETE) : gone);
    }
    add(need);
    if (accounts.parents().isPresent()) {
      LdapNeed units =
          LdapNeed.at(layout.at().toString(), Of.UNITS).reading(List.of(SchemaFacts.OBJECT_CLASS));
      add(accounts.parents().get() == Parents.CREATE ? units.allowing(Right.ADD) : units);
    }
  }

  private static LdapNeed password(Layout layout, LdapNeed need) {
    return Passwords.later(layout)
        .map(password ->
            need.allowing(Right.PASSWORD_LATER)
                .writing(
                    password.mustChange()
                        ? layout.directory().kind().mustChange().stream()
                            .map(Attribute::getName)
                            .toList()
                        : List.of()))
        .orElse(need);
  }

  /// For keeping groups and who is in them.
  void groups(GroupsText groups, List<String> attributes, Set<Kind> kinds) {
    Layout layout = Layout.ofGroups(system, directory, groups.entries());
    Set<Kind> ofEntries = GroupCheck.ofEntries(kinds);
    add(
        entries(layout, Of.GROUPS, attributes, ofEntries)
            .reading(List.of(groups.kind().attribute()))
            .writing(List.of(groups.kind().attribute())));
  }

  private LdapNeed entries(Layout layout, Of of, List<String> attributes, Set<Kind> kinds) {
    LdapNeed need =
        LdapNeed.at(layout.at().toString(), of)
            .reading(attributes)
            .reading(layout.ownAttributes())
            .reading(List.of(SchemaFacts.OBJECT_CLASS, layout.rdn()))
            .reading(attributes(layout.filter()));
    if (kinds.contains(Kind.UPDATE)) {
      need = need.writing(attributes.stream().filter(name -> !isMadeBySystem(name)).toList());
    }
    if (kinds.contains(Kind.RENAME)) {
      need = need.allowing(Right.RENAME).writing(List.of(layout.rdn()));
    }
    if (kinds.contains(Kind.CREATE)) {
      need = need.allowing(Right.ADD);
    }
    return kinds.contains(Kind.DELETE) ? need.allowing(Right.DELETE) : need;
  }

  private boolean isMadeBySystem(String name) {
    return directory.kind() == ServerKind.ACTIVE_DIRECTORY
        && name.equalsIgnoreCase(SchemaFacts.OBJECT_CLASS);
  }

  /// What a filter searches by.
  static NavigableSet<String> attributes(Filter filter) {
    NavigableSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Optional.ofNullable(filter.getAttributeName()).ifPresent(names::add);
    for (Filter each : filter.getComponents()) {
      names.addAll(attributes(each));
    }
    Optional.ofNullable(filter.getNOTComponent()).ifPresent(not -> names.addAll(attributes(not)));
    return names;
  }
}
