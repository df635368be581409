// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// Entries as an image shows them: LDIF that standard tools read back (RFC 2849), every user
/// attribute but secrets; the anchor, which only the server can set, as a comment.
record ImageText(Layout layout) {
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

  /// Follows from the groups that an entry is in, which Rollcall may be changing itself.
  private static final String DERIVED = "memberof";

  private static final String BY_LOGIN = "memberuid";
  private static final Set<String> NAMES =
      Set.of(SchemaFacts.SYNTAX_DN, SchemaFacts.SYNTAX_NAME_AND_UID);

  /// What to ask the server for.
  List<String> attributes() {
    List<String> attributes = new ArrayList<>(List.of("*"));
    attributes.addAll(layout.ownAttributes());
    return attributes;
  }

  String of(Entry entry) {
    StringBuilder text = new StringBuilder();
    for (String value : Layout.values(entry, layout.anchor())) {
      text.append("# ").append(layout.anchor()).append(": ").append(value).append('\n');
    }
    return text.append(new Entry(entry.getDN(), kept(entry)).toLDIFString()).toString();
  }

  /// The same for every order in which a server gives attributes and values.
  String normal(Entry entry) {
    return normal(entry, _ -> true);
  }

  /// The same without what refers to other entries: a server that takes care of references, or
  /// Rollcall itself, changes that when the others get another name or go.
  String withoutReferences(Entry entry) {
    return "without references of " + normal(entry, name -> !refers(name));
  }

  private boolean refers(String attribute) {
    return attribute.equals(BY_LOGIN)
        || layout
            .schema()
            .flatMap(schema ->
                SchemaFacts.type(schema, attribute)
                    .map(type -> SchemaFacts.syntax(schema, type))
                    .filter(NAMES::contains))
            .isPresent();
  }

  private String normal(Entry entry, Predicate<String> which) {
    List<String> lines = new ArrayList<>();
    for (Attribute attribute : kept(entry)) {
      String name = attribute.getName().toLowerCase(Locale.ROOT);
      if (!name.equals(DERIVED) && which.test(Attribute.getBaseName(name))) {
        for (ASN1OctetString value : attribute.getRawValues()) {
          lines.add(name + ": " + new String(value.getValue(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    lines.sort(null);
    return References.normal(entry.getDN()) + '\n' + String.join("\n", lines);
  }

  private List<Attribute> kept(Entry entry) {
    return entry.getAttributes().stream().filter(attribute -> isKept(attribute.getName())).toList();
  }

  private boolean isKept(String attribute) {
    return !isSecret(attribute)
        && !Attribute.getBaseName(attribute).equalsIgnoreCase(layout.anchor());
  }

  /// Whether what an attribute holds is shown nowhere.
  static boolean isSecret(String attribute) {
    return SECRETS.contains(Attribute.getBaseName(attribute).toLowerCase(Locale.ROOT));
  }
}
