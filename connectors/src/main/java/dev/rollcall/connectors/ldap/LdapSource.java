// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.GroupSource;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// People out of a directory.
public final class LdapSource implements GroupSource {
  private final LdapConnections connections;
  private final LdapRead read;
  private final PeopleSearches people;

  /// The names that are true or false of every entry.
  public static final List<String> BOOLEANS = Marks.NAMES;

  /// The name of what never changes: `entryUUID`, `nsUniqueId` or `objectGUID`, by the server.
  public static final String UNIQUE_ID = "unique_id";

  private volatile Optional<Directory> known = Optional.empty();
  private final Optional<SourceGroups> groups;

  /// A source for these entries.
  ///
  /// @throws Halt when the filter or a base is malformed
  public LdapSource(LdapSettings settings, LdapRead read) {
    this(settings, read, Optional.empty());
  }

  /// A source for these entries and, where there are any, these groups.
  ///
  /// @throws Halt when a filter or a base is malformed
  public LdapSource(LdapSettings settings, LdapRead read, Optional<LdapGroups> groups) {
    this.connections = new LdapConnections(settings);
    this.read = read;
    List<Problem> flaws = new ArrayList<>(PeopleSearches.flaws(read));
    groups.ifPresent(some -> flaws.addAll(SourceGroups.flaws(some)));
    if (!flaws.isEmpty()) {
      throw new Halt(flaws);
    }
    this.people = PeopleSearches.of(read);
    this.groups = groups.map(some -> SourceGroups.of(connections, some));
  }

  @Override
  public String name() {
    return connections.settings().name();
  }

  @Override
  public String kind() {
    return known.map(Directory::words).orElse("LDAP directory");
  }

  @Override
  public CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed {
    ServerKind kind = directory().kind();
    Projection projection = projection(request.names(), kind);
    List<String> attributes = new ArrayList<>(projection.attributes());
    attributes.addAll(people.needed(kind));
    long[] delivered = new long[1];
    Consumer<WireEntry> once =
        people.once(
            kind,
            entry -> {
              delivered[0]++;
              each.accept(projection.identity(entry));
            });
    Done done =
        new PagedRead(connections)
            .read(since(request.since(), kind), attributes.stream().distinct().toList(), once);
    return new CompleteRead(
        delivered[0], done.requests(), done.evidence(), projection.cursor(request.since()));
  }

  @Override
  public List<Finding> check(SourceRequest request) {
    return new SourceCheck(connections, people.searches()).findings(request);
  }

  @Override
  public List<String> memberColumns() {
    return groups.map(SourceGroups::memberColumns).orElse(List.of(EntryColumns.DN));
  }

  @Override
  public String reference(String value) {
    return References.normal(value);
  }

  @Override
  public CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed {
    SourceGroups some =
        groups.orElseThrow(() -> new ReadFailed(new ReadProblems(settings()).noGroups()));
    Projection projection = projection(request.names(), directory().kind());
    return some.read(
        directory().kind(),
        people(),
        projection.attributes(),
        (entry, members) -> each.accept(projection.identity(entry), members));
  }

  @Override
  public List<Finding> checkGroups(SourceRequest request) {
    return groups
        .map(some -> some.check(request))
        .orElseGet(() -> List.of(new Finding.Bad(new ReadProblems(settings()).noGroups())));
  }

  /// Where people are.
  List<Search> people() {
    return people.searches();
  }

  Optional<SourceGroups> groups() {
    return groups;
  }

  @Override
  public void close() {}

  LdapSettings settings() {
    return connections.settings();
  }

  /// How entries become identities, for one read.
  Projection projection(List<String> names, ServerKind kind) {
    return new Projection(names, read, kind);
  }

  private List<Search> since(Optional<String> cursor, ServerKind kind) {
    List<Search> searches =
        read.changed()
            .flatMap(
                changed -> cursor.map(value -> Filter.createGreaterOrEqualFilter(changed, value)))
            .map(people::where)
            .orElseGet(people::searches);
    return searches.stream().map(search -> Aliases.without(kind, search)).toList();
  }

  private Directory directory() throws ReadFailed {
    if (known.isPresent()) {
      return known.get();
    }
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Directory found = Directory.outline(connection);
      known = Optional.of(found);
      return found;
    } catch (LdapFailed failed) {
      throw new ReadFailed(failed.problem(), failed);
    } catch (LDAPException failure) {
      throw new ReadFailed(new ReadProblems(settings()).ofRootDse(failure), failure);
    }
  }

  /// Turns the entries of one read into identities and follows their time of change.
  static final class Projection {
    private final Columns columns;
    private final EntryColumns picked;
    private final Optional<EntryColumns> changed;
    private final ChangeCursor cursor;

    private Projection(List<String> names, LdapRead read, ServerKind kind) {
      columns = new Columns(names);
      picked =
          new EntryColumns(
              names.stream()
                  .map(name -> name.equalsIgnoreCase(UNIQUE_ID) ? kind.anchor() : name)
                  .toList());
      changed = read.changed().map(attribute -> new EntryColumns(List.of(attribute)));
      cursor = new ChangeCursor(read.overlap());
    }

    List<String> attributes() {
      List<String> attributes = new ArrayList<>(picked.attributes());
      changed.ifPresent(column -> attributes.addAll(column.attributes()));
      return attributes.stream().distinct().toList();
    }

    Identity identity(WireEntry entry) {
      changed.ifPresent(column -> cursor.see(column.values(entry).getFirst()));
      return new Identity(columns, picked.values(entry), entry.dn());
    }

    Optional<String> cursor(Optional<String> old) {
      return changed.isPresent() ? cursor.next(old) : Optional.empty();
    }
  }
}
