// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads groups with the references of their members, however a group keeps them.
///
/// @param without a reference that is no member: it only keeps groups from being empty
record GroupRead(LdapConnections connections, PrimaryGroups primaries, Optional<String> without) {
  private static final String MEMBER = "member";
  private static final String UNIQUE = "uniqueMember";
  private static final String LOGINS = "memberUid";
  private static final String URL = "memberURL";

  // A group may have a hundred thousand members.
  private static final int AT_ONCE = 2;

  /// A group whose members have to be searched.
  private record Dynamic(WireEntry group, List<String> direct) {}

  /// Delivers every group, on the calling thread, or throws.
  CompleteRead read(
      List<Search> searches, List<String> attributes, BiConsumer<WireEntry, List<String>> each)
      throws ReadFailed {
    List<Dynamic> dynamic = new ArrayList<>();
    Done done =
        new PagedRead(connections, AT_ONCE)
            .read(
                searches,
                wanted(attributes),
                group -> {
                  List<String> direct = direct(group.decoded());
                  if (group.decoded().hasAttribute(URL)) {
                    dynamic.add(new Dynamic(group, direct));
                  } else {
                    each.accept(group, direct);
                  }
                });
    Set<String> servers = new TreeSet<>(primaries.servers());
    servers.add(done.server());
    DynamicGroups searched = new DynamicGroups(connections, servers);
    for (Dynamic group : dynamic) {
      each.accept(group.group, everybody(group, searched));
    }
    if (servers.size() > 1) {
      throw new ReadProblems(connections.settings()).halves(servers);
    }
    return new CompleteRead(
        done.entries(),
        done.requests() + searched.requests() + primaries.requests(),
        evidence(done, searched),
        Optional.empty());
  }

  private static String evidence(Done done, DynamicGroups searched) {
    return searched.searches() == 0
        ? done.evidence()
        : done.evidence()
            + "; %d searches for the members of dynamic groups".formatted(searched.searches());
  }

  private static List<String> wanted(List<String> attributes) {
    return Stream.concat(
            attributes.stream(), Stream.of(MEMBER, UNIQUE, LOGINS, URL, PrimaryGroups.SID))
        .distinct()
        .toList();
  }

  /// Those whom the group names, each once. Itself is none of them: a group that may not be empty
  /// often holds its own name.
  private List<String> direct(Entry group) {
    List<String> members = new ArrayList<>();
    String own = References.normal(group.getDN());
    for (String member : values(group, MEMBER)) {
      add(References.normal(member), own, members);
    }
    List<String> more = new ArrayList<>(primaries.of(group));
    for (String member : values(group, UNIQUE)) {
      add(References.normal(References.withoutUid(member)), own, more);
    }
    more.addAll(values(group, LOGINS));
    return more.isEmpty() ? members : together(members, more);
  }

  private void add(String member, String own, List<String> members) {
    if (!member.equals(own) && without.filter(member::equals).isEmpty()) {
      members.add(member);
    }
  }

  private static List<String> everybody(Dynamic group, DynamicGroups searched) throws ReadFailed {
    List<String> found = new ArrayList<>();
    for (String url : values(group.group.decoded(), URL)) {
      found.addAll(searched.members(group.group.dn(), url));
    }
    return together(group.direct, found);
  }

  private static List<String> together(List<String> some, List<String> more) {
    SequencedSet<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static List<String> values(Entry group, String attribute) {
    return Optional.ofNullable(group.getAttribute(attribute))
        .map(Attribute::getValues)
        .map(List::of)
        .orElse(List.of());
  }
}
