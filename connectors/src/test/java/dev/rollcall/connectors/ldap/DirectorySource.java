// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import dev.rollcall.testkit.server.LdapServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The people of [SourceContract] in a real directory.
record DirectorySource(LdapServer server, String objectClass, String base) {
  static DirectorySource filled(LdapServer server, String objectClass) throws LDAPException {
    DirectorySource filled =
        new DirectorySource(server, objectClass, "ou=users," + server.freshArea());
    try (LDAPConnection connection = server.connect()) {
      for (List<String> person : SourceContract.PEOPLE) {
        connection.add(filled.entry(person));
      }
    }
    return filled;
  }

  private Entry entry(List<String> person) {
    Entry entry = new Entry("cn=" + person.getFirst() + "," + base);
    entry.addAttribute("objectClass", objectClass);
    entry.addAttribute("sn", "somebody");
    entry.addAttribute("employeeNumber", person.getFirst());
    entry.addAttribute("displayName", person.get(1));
    if (!person.get(2).isEmpty()) {
      entry.addAttribute("mail", person.get(2));
    }
    return entry;
  }

  List<String> names() {
    return List.of("employeeNumber", "displayName", "mail");
  }

  Source source() {
    return source(Settings.secure(server, server.admin()));
  }

  Source unreachable() {
    return source(Settings.of("ldaps://localhost:1").as(server.admin()));
  }

  private Source source(Settings settings) {
    LdapRead read =
        new LdapRead(
            List.of(base),
            "(objectClass=%s)".formatted(objectClass),
            Optional.empty(),
            Duration.ZERO);
    return new LdapSource(settings.build(), read);
  }
}
