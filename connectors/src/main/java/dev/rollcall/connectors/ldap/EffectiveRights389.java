// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapNeed.Right;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What 389 Directory Server says itself that whoever signed in may do with an entry: its control
/// GetEffectiveRights, which answers in `entryLevelRights` and `attributeLevelRights`. Everybody
/// may ask about themself, without any right of its own (its `acleffectiverights.c`; seen with
/// 2.3.1).
///
/// @param who who signed in, as the server calls them
record EffectiveRights389(LDAPConnection connection, Layout layout, String who) {
  static final String CONTROL = "1.3.6.1.4.1.42.2.27.9.5.2";
  private static final String WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";
  private static final String OF_ENTRY = "entryLevelRights";
  private static final String OF_ATTRIBUTES = "attributeLevelRights";
  private static final String READ = "r";
  private static final String SEARCH = "s";
  // Values are added by one right and taken away by the other; what ACIs call "write" is both.
  private static final String WRITE = "wo";
  private static final String ADD = "a";
  private static final String DELETE = "d";

  /// Where the server can be asked about whoever signed in.
  static Optional<EffectiveRights389> on(LDAPConnection connection, Layout layout)
      throws LDAPException {
    Directory directory = layout.directory();
    return directory.kind() == ServerKind.DIRECTORY_389
            && directory.offers(CONTROL)
            && directory.offers(WHO_AM_I)
        ? who(connection).map(who -> new EffectiveRights389(connection, layout, who))
        : Optional.empty();
  }

  private static Optional<String> who(LDAPConnection connection) throws LDAPException {
    return connection.processExtendedOperation(new WhoAmIExtendedRequest())
            instanceof WhoAmIExtendedResult result
        ? Optional.ofNullable(result.getAuthorizationID())
            .filter(id -> id.toLowerCase(Locale.ROOT).startsWith("dn:"))
            .map(id -> id.substring("dn:".length()).strip())
            .filter(dn -> !dn.isEmpty() && DN.isValidDN(dn))
        : Optional.empty();
  }

  /// What may be done with an entry, in the letters of the server.
  private record Granted(Entry entry, String ofEntry, Map<String, String> ofAttributes) {
    private boolean may(String letters, String attribute) {
      String granted = ofAttributes.getOrDefault(attribute.toLowerCase(Locale.ROOT), letters);
      return letters.chars().allMatch(letter -> granted.indexOf(letter) >= 0);
    }
  }

  /// What the server says.
  ///
  /// @param missing what may not be done that has to be, for people
  /// @param untold the attributes of which it says nothing there
  record Answer(List<String> missing, List<String> untold) {}

  /// What may not be done that has to be; empty if the server says nothing of this entry.
  Optional<Answer> missing(String dn, LdapNeed need) throws LDAPException {
    return granted(dn, need).map(granted -> answer(granted, need));
  }

  private Answer answer(Granted granted, LdapNeed need) {
    Set<String> missing = new LinkedHashSet<>();
    need.reads().stream()
        .filter(name -> isJudged(name, granted))
        .flatMap(name -> unreadable(name, granted))
        .forEach(missing::add);
    writes(need)
        .filter(name -> isJudged(name, granted) && !granted.may(WRITE, name))
        .map(name -> "write " + name)
        .forEach(missing::add);
    missing.addAll(missing(granted, need));
    List<String> untold =
        Stream.concat(need.reads().stream(), writes(need))
            .filter(name -> !isJudged(name, granted))
            .distinct()
            .toList();
    return new Answer(List.copyOf(missing), untold);
  }

  /// What may not be done with whole entries below the base of a need.
  List<String> missingBelow(LdapNeed need) throws LDAPException {
    return granted(need.base(), need).map(granted -> missing(granted, need)).orElse(List.of());
  }

  private static List<String> missing(Granted granted, LdapNeed need) {
    List<String> missing = new ArrayList<>();
    if (need.has(Right.ADD) && !granted.ofEntry.contains(ADD)) {
      missing.add("add entries");
    }
    if (need.has(Right.DELETE) && !granted.ofEntry.contains(DELETE)) {
      missing.add("delete entries");
    }
    return missing;
  }

  private static Stream<String> unreadable(String name, Granted granted) {
    if (!granted.may(READ, name)) {
      return Stream.of("read " + name);
    }
    return granted.may(SEARCH, name) ? Stream.empty() : Stream.of("search by " + name);
  }

  private static Stream<String> writes(LdapNeed need) {
    return need.has(Right.PASSWORD_LATER)
        ? Stream.concat(need.writes().stream(), Stream.of("userPassword"))
        : need.writes().stream();
  }

  /// The server grants nothing on attributes that the object classes of an entry do not allow,
  /// whatever its access rules say.
  private boolean isJudged(String attribute, Granted granted) {
    String name = Attribute.getBaseName(attribute);
    return layout
        .schema()
        .map(schema ->
            SchemaFacts.type(schema, name)
                .map(type -> type.isOperational() || isAllowed(schema, name, granted.entry))
                .orElse(false))
        .orElse(false);
  }

  private static boolean isAllowed(Schema schema, String name, Entry entry) {
    return Layout.values(entry, SchemaFacts.OBJECT_CLASS).stream()
        .flatMap(each -> SchemaFacts.objectClass(schema, each).stream())
        .flatMap(each -> SchemaFacts.allowed(schema, each).stream())
        .anyMatch(type -> type.hasNameOrOID(name));
  }

  private Optional<Granted> granted(String dn, LdapNeed need) throws LDAPException {
    Set<String> attributes = new LinkedHashSet<>(List.of(SchemaFacts.OBJECT_CLASS));
    attributes.addAll(need.reads());
    writes(need).forEach(attributes::add);
    SearchRequest request =
        new SearchRequest(
            dn,
            SearchScope.BASE,
            Filter.createPresenceFilter(SchemaFacts.OBJECT_CLASS),
            attributes.toArray(String[]::new));
    request.addControl(new Control(CONTROL, true, new ASN1OctetString("dn:" + who)));
    return Optional.ofNullable(connection.search(request).getSearchEntries()).stream()
        .flatMap(List::stream)
        .filter(entry -> entry.hasAttribute(OF_ENTRY))
        .<Granted>map(entry ->
            new Granted(
                entry,
                Optional.ofNullable(entry.getAttributeValue(OF_ENTRY)).orElse(""),
                ofAttributes(entry)))
        .findFirst();
  }

  /// `cn:rscwo, mail:rsc, title:none`.
  private static Map<String, String> ofAttributes(Entry entry) {
    Map<String, String> rights = new HashMap<>();
    String all = Optional.ofNullable(entry.getAttributeValue(OF_ATTRIBUTES)).orElse("");
    for (String each : all.split(",")) {
      int colon = each.lastIndexOf(':');
      if (colon > 0) {
        String letters = each.substring(colon + 1).strip();
        rights.put(
            each.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            letters.equals("none") ? "" : letters);
      }
    }
    return rights;
  }
}
