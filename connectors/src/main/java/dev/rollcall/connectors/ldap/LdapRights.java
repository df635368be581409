// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.LdapNeed.Of;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says which rights an account of Rollcall needs in a directory, in the notation of that
/// directory: those and no more.
public final class LdapRights {
  private final LdapConnections connections;
  private final Directory directory;
  private final boolean asked;
  private final LdapNeeds needs;

  private LdapRights(LdapSettings settings, Directory directory, boolean asked) {
    this.connections = new LdapConnections(settings);
    this.directory = directory;
    this.asked = asked;
    this.needs = new LdapNeeds(settings.name(), directory);
  }

  /// The kinds of server whose notation is known, for `--kind`.
  public enum Notation {
    OPENLDAP(ServerKind.OPENLDAP),
    DS389(ServerKind.DIRECTORY_389),
    AD(ServerKind.ACTIVE_DIRECTORY);

    private final ServerKind kind;

    Notation(ServerKind kind) {
      this.kind = kind;
    }
  }

  /// Asks the server of which kind it is.
  public static LdapRights ask(LdapSettings settings) throws ReadFailed {
    LdapConnections connections = new LdapConnections(settings);
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      return new LdapRights(settings, Directory.whole(connection), true);
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException failure) {
      throw new ReadFailed(new ReadProblems(settings).ofRootDse(failure), failure);
    }
  }

  /// Without a server; what only it knows is left out.
  public static LdapRights of(LdapSettings settings, Notation notation) {
    ServerKind kind = notation.kind;
    return new LdapRights(
        settings,
        new Directory(
            kind, kind.words(Optional.empty()), Optional.empty(), Set.of(), Lengths.UNKNOWN),
        false);
  }

  /// For people who are read.
  public void reads(LdapRead read, Collection<String> names) {
    List<String> all = new ArrayList<>(names);
    read.changed().ifPresent(all::add);
    needs.source(Of.PEOPLE, PeopleSearches.of(read).searches(), all);
  }

  /// For groups that are read.
  public void reads(LdapGroups groups, Collection<String> names) {
    SourceGroups some = SourceGroups.of(connections, groups);
    List<String> all = new ArrayList<>(names);
    all.addAll(List.of("member", "uniqueMember", "memberUid", "memberURL"));
    needs.source(Of.GROUPS, some.searches(), all);
  }

  /// For accounts that are kept.
  public void keeps(LdapAccounts accounts, List<String> attributes, Set<Kind> kinds) {
    needs.target(AccountsText.of(accounts), attributes, kinds);
  }

  /// For groups that are kept.
  public void keeps(LdapGroupAccounts groups, List<String> attributes, Set<Kind> kinds) {
    needs.groups(GroupsText.of(groups), attributes, kinds);
  }

  /// The kind of server, for people.
  public String kind() {
    return directory.words();
  }

  /// What an administrator has to type or load; empty where the notation is not known.
  public List<String> lines() throws ReadFailed {
    String who = ConnectProblems.who(connections.settings().sign());
    return switch (directory.kind()) {
      case OPENLDAP -> new SlapdRights(who).lines(needs.all());
      case DIRECTORY_389 -> new Rights389(who).lines(needs.all());
      case ACTIVE_DIRECTORY -> windows(who).lines(needs.all());
      case OTHER -> List.of();
    };
  }

  private WindowsRights windows(String who) throws ReadFailed {
    if (!asked) {
      return new WindowsRights(WindowsRights.UNKNOWN, "SID", Map.of());
    }
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Optional<Entry> account =
          Optional.ofNullable(connection.getEntry(who, "objectSid", "msDS-PrincipalName"));
      return new WindowsRights(
          value(account, "msDS-PrincipalName").orElse(WindowsRights.UNKNOWN),
          value(account, "objectSid").orElse("SID"),
          guids(connection));
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException hidden) {
      return new WindowsRights(WindowsRights.UNKNOWN, "SID", Map.of());
    }
  }

  private static Optional<String> value(Optional<Entry> entry, String attribute) {
    return entry.flatMap(found -> Layout.values(found, attribute).stream().findFirst());
  }

  private Map<String, String> guids(LDAPConnection connection) throws LDAPException {
    List<Filter> any = new ArrayList<>();
    any.add(Filter.createEqualityFilter("lDAPDisplayName", "name"));
    for (LdapNeed need : needs.all()) {
      need.writes().forEach(name -> any.add(Filter.createEqualityFilter("lDAPDisplayName", name)));
    }
    Entry root = connection.getRootDSE();
    String schema =
        root == null
            ? ""
            : Optional.ofNullable(root.getAttributeValue("schemaNamingContext")).orElse("");
    Map<String, String> guids = new HashMap<>();
    SearchResult result =
        connection.search(
            schema, SearchScope.ONE, Filter.createORFilter(any), "lDAPDisplayName", "schemaIDGUID");
    for (SearchResultEntry found :
        Optional.ofNullable(result.getSearchEntries()).orElse(List.of())) {
      Attribute id = found.getAttribute("schemaIDGUID");
      String name = found.getAttributeValue("lDAPDisplayName");
      if (id != null && name != null) {
        String text = LdapValues.GUID.decoded(id.getRawValues()).getFirst();
        guids.put(name.toLowerCase(Locale.ROOT), text);
      }
    }
    return guids;
  }
}
