// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Switches on TLS and the plugins in the settings of a 389 Directory Server that is not running.
///
/// @param file its `dse.ldif`
record Settings389(Path file, int ldapsPort) {
  private static final List<String> PLUGINS =
      List.of(
          "MemberOf Plugin",
          "Retro Changelog Plugin",
          "Content Synchronization",
          "USN",
          "referential integrity postoperation");

  void write() {
    try {
      List<Entry> entries = new ArrayList<>(LDIFReader.readEntries(file.toString()));
      for (Entry entry : entries) {
        change(entry);
      }
      entries.removeIf(entry -> isAt(entry, "cn=RSA,cn=encryption,cn=config"));
      entries.add(tlsEntry());
      write(entries);
    } catch (IOException | LDIFException failure) {
      throw new ServerFailed("cannot change " + file, failure);
    }
  }

  private void write(List<Entry> entries) throws IOException {
    try (LDIFWriter writer = new LDIFWriter(file.toString())) {
      for (Entry entry : entries) {
        writer.writeEntry(entry);
      }
    }
  }

  private void change(Entry entry) {
    if (isAt(entry, "cn=config")) {
      entry.setAttribute("nsslapd-security", "on");
      entry.setAttribute("nsslapd-securePort", Integer.toString(ldapsPort));
      entry.setAttribute("nsslapd-listenhost", "127.0.0.1");
      entry.setAttribute("nsslapd-securelistenhost", "127.0.0.1");
      entry.setAttribute("nsslapd-accesslog-logging-enabled", "off");
    }
    if (isPlugin(entry, PLUGINS)) {
      entry.setAttribute("nsslapd-pluginEnabled", "on");
    }
    if (isPlugin(entry, List.of("MemberOf Plugin"))) {
      entry.setAttribute("memberOfAttr", "memberOf");
      entry.setAttribute("memberOfGroupAttr", "member");
      entry.setAttribute("memberOfAutoAddOC", "nsMemberOf");
    }
    if (isPlugin(entry, List.of("Retro Changelog Plugin"))) {
      entry.addAttribute("nsslapd-attribute", "nsuniqueid:targetUniqueId");
      entry.setAttribute("nsslapd-changelogmaxage", "2d");
    }
  }

  private static boolean isPlugin(Entry entry, List<String> names) {
    return names.stream().anyMatch(name -> isAt(entry, "cn=" + name + ",cn=plugins,cn=config"));
  }

  private static boolean isAt(Entry entry, String dn) {
    try {
      return DN.equals(entry.getDN(), dn);
    } catch (LDAPException notADn) {
      return false;
    }
  }

  private static Entry tlsEntry() throws LDIFException {
    return new Entry(
        "dn: cn=RSA,cn=encryption,cn=config",
        "objectClass: top",
        "objectClass: nsEncryptionModule",
        "cn: RSA",
        "nsSSLPersonalitySSL: Server-Cert",
        "nsSSLActivation: on",
        "nsSSLToken: internal (software)");
  }
}
