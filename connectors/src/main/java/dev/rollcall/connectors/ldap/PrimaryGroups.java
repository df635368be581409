// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.connectors.ldap.PagedRead.Done;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.ReadFailed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is in groups of Active Directory by being theirs first (`primaryGroupID`): such a member is
/// not among the values of `member`. The group is the one of the same domain whose `objectSid` ends
/// with that number: MS-ADTS 3.1.1.1.1 and MS-DTYP 2.4.2.
final class PrimaryGroups {
  static final String SID = "objectSid";
  private static final String NUMBER = "primaryGroupID";

  /// From what somebody's first group is told.
  static final List<String> ATTRIBUTES = List.of(SID, NUMBER);

  private final Map<String, List<String>> bySid;
  private final long requests;
  private final Set<String> servers;

  private PrimaryGroups(Map<String, List<String>> bySid, long requests, Set<String> servers) {
    this.bySid = bySid;
    this.requests = requests;
    this.servers = Set.copyOf(servers);
  }

  /// For a server that has no such thing.
  static PrimaryGroups none() {
    return new PrimaryGroups(Map.of(), 0, Set.of());
  }

  /// Two searches, however many groups there are: for their numbers, and for whose they are.
  static PrimaryGroups read(PagedRead read, List<Search> groups, List<Search> people)
      throws ReadFailed {
    Map<String, List<String>> bySid = new HashMap<>();
    Done done =
        read.read(
            groups,
            List.of(SID),
            group -> sid(group.decoded()).ifPresent(sid -> bySid.put(sid, new ArrayList<>())));
    if (bySid.isEmpty()) {
      return new PrimaryGroups(bySid, done.requests(), Set.of(done.server()));
    }
    Done also =
        read.read(
            people.stream().map(PrimaryGroups::withNumber).toList(),
            ATTRIBUTES,
            person ->
                first(person.decoded())
                    .map(bySid::get)
                    .ifPresent(members -> members.add(References.normal(person.dn()))));
    return new PrimaryGroups(
        bySid,
        done.requests() + also.requests(),
        new HashSet<>(List.of(done.server(), also.server())));
  }

  private static Search withNumber(Search people) {
    return people.with(
        Filter.createANDFilter(people.filter(), Filter.createPresenceFilter(NUMBER)));
  }

  /// The servers that were read.
  Set<String> servers() {
    return servers;
  }

  long requests() {
    return requests;
  }

  /// The references of those whose first group this is.
  List<String> of(Entry group) {
    return sid(group)
        .map(sid -> Optional.ofNullable(bySid.get(sid)).orElse(List.of()))
        .orElse(List.of());
  }

  static boolean isFirst(Entry person, Entry group) {
    Optional<String> sid = sid(group);
    return sid.isPresent() && first(person).equals(sid);
  }

  private static Optional<String> sid(Entry entry) {
    return octets(entry).map(PrimaryGroups::text);
  }

  private static Optional<byte[]> octets(Entry entry) {
    return Optional.ofNullable(entry.getAttributeValueBytes(SID)).filter(sid -> sid.length >= 12);
  }

  /// The identifier of the group that somebody is in first.
  private static Optional<String> first(Entry person) {
    Optional<Long> number = Optional.ofNullable(person.getAttributeValueAsLong(NUMBER));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    return octets(person)
        .map(own -> {
          byte[] group = own.clone();
          ByteBuffer.wrap(group)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(group.length - 4, number.get().intValue());
          return text(group);
        });
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
