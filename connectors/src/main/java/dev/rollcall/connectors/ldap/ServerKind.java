// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.RootDSE;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of directory that differ in what we need.
enum ServerKind {
  OPENLDAP("OpenLDAP", "entryUUID"),
  DIRECTORY_389("389 Directory Server", "nsUniqueId"),
  ACTIVE_DIRECTORY("Active Directory", "objectGUID"),
  OTHER("LDAP directory", "entryUUID");

  // A capability that only Active Directory and its kin have: MS-ADTS 3.1.1.3.4.3.1.
  private static final String LDAP_CAP_ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800";

  /// ADS_UF_NORMAL_ACCOUNT, MS-ADTS 2.2.16.
  static final int NORMAL_ACCOUNT = 0x200;

  private final String words;
  private final String anchor;

  ServerKind(String words, String anchor) {
    this.words = words;
    this.anchor = anchor;
  }

  /// The operational attribute that never changes.
  String anchor() {
    return anchor;
  }

  /// The attribute that takes a password.
  String passwordAttribute() {
    return this == ACTIVE_DIRECTORY ? "unicodePwd" : "userPassword";
  }

  /// How it wants to see a password if it is to keep no plain one.
  PasswordScheme usualScheme() {
    return this == OPENLDAP || this == OTHER ? PasswordScheme.SSHA : PasswordScheme.PLAIN;
  }

  /// What makes people choose another password at their first sign-in; empty where only the
  /// server's policy says that.
  Optional<Attribute> mustChange() {
    return switch (this) {
      case ACTIVE_DIRECTORY -> Optional.of(new Attribute("pwdLastSet", "0"));
      case OPENLDAP -> Optional.of(new Attribute("pwdReset", "TRUE"));
      case DIRECTORY_389, OTHER -> Optional.empty();
    };
  }

  /// Its name for people; of an unknown kind, the name it gives itself.
  String words(Optional<String> vendor) {
    return this == OTHER ? vendor.orElse(words) : words;
  }

  static ServerKind of(RootDSE root) {
    if (has(root, "objectClass", "OpenLDAProotDSE")
        || has(root, "structuralObjectClass", "OpenLDAProotDSE")) {
      return OPENLDAP;
    }
    if (has(root, "supportedCapabilities", LDAP_CAP_ACTIVE_DIRECTORY)) {
      return ACTIVE_DIRECTORY;
    }
    String vendor = (value(root, "vendorName") + " " + value(root, "vendorVersion"));
    return vendor.toLowerCase(Locale.ROOT).contains("389") ? DIRECTORY_389 : OTHER;
  }

  /// What the server calls itself.
  static Optional<String> vendor(RootDSE root) {
    return Optional.ofNullable(root.getAttributeValue("vendorVersion"))
        .or(() -> Optional.ofNullable(root.getAttributeValue("vendorName")));
  }

  private static String value(RootDSE root, String attribute) {
    return Optional.ofNullable(root.getAttributeValue(attribute)).orElse("");
  }

  private static boolean has(RootDSE root, String attribute, String value) {
    List<String> values =
        Optional.ofNullable(root.getAttributeValues(attribute))
            .map(Arrays::asList)
            .orElse(List.of());
    return values.stream().anyMatch(value::equalsIgnoreCase);
  }
}
