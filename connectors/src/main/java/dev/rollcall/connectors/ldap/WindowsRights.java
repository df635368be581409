// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapNeed.Of;
import dev.rollcall.connectors.ldap.LdapNeed.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Rights as a delegation in Active Directory: commands for Windows, and the same for Samba.
///
/// @param account its name for `dsacls`
/// @param sid its id for `samba-tool`
/// @param guids the `schemaIDGUID` of attributes, by their names in small letters; what is missing
///   there is left to Windows
record WindowsRights(String account, String sid, Map<String, String> guids) {
  /// Stands for an account that the server does not tell.
  static final String UNKNOWN = "ACCOUNT";

  /// What the server makes or computes: nobody writes it.
  private static final Set<String> READ_ONLY = Set.of("objectclass", "objectguid");

  /// A right in the words of both.
  private record Ace(String dsacls, String sddl) {}

  List<String> lines(List<LdapNeed> needs) {
    List<String> windows = new ArrayList<>();
    List<String> samba = new ArrayList<>();
    for (LdapNeed need : needs) {
      StringBuilder sddl = new StringBuilder();
      for (Ace ace : aces(need)) {
        windows.add("dsacls \"%s\" %s".formatted(need.base(), ace.dsacls));
        sddl.append(ace.sddl);
      }
      if (!sddl.isEmpty()) {
        samba.add(
            "samba-tool dsacl set --objectdn=\"%s\" --sddl=\"%s\"".formatted(need.base(), sddl));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Windows, as a domain administrator"
            + (account.equals(UNKNOWN)
                ? "; " + UNKNOWN + " is EXAMPLE\\rollcall or the like"
                : ""));
    lines.addAll(windows);
    lines.add("");
    lines.add("# the same on Samba");
    lines.addAll(samba);
    return lines;
  }

  private List<Ace> aces(LdapNeed need) {
    List<Ace> aces = new ArrayList<>();
    String type = type(need.of());
    if (need.has(Right.ADD, Right.MOVE_HERE)) {
      aces.add(child("CC", type, need.of()));
    }
    if (need.has(Right.DELETE, Right.MOVE_AWAY)) {
      aces.add(child("DC", type, need.of()));
    }
    aces.add(
        new Ace(
            "/I:S /G \"%s:RP;;%s\"".formatted(account, type),
            "(OA;CIIO;RP;;%s;%s)".formatted(id(need.of()), sid)));
    NavigableSet<String> writes = new TreeSet<>(need.writes());
    if (need.has(Right.RENAME, Right.MOVE_AWAY, Right.MOVE_HERE)) {
      writes.add("name");
    }
    for (String name : writes) {
      if (!READ_ONLY.contains(lower(name))) {
        aces.add(write(name, type, need.of()));
      }
    }
    if (need.has(Right.PASSWORD)) {
      // Samba (seen with 4.17) takes a password in the add from whoever may add.
      aces.add(new Ace("/I:S /G \"%s:CA;Reset Password;%s\"".formatted(account, type), ""));
    }
    return aces;
  }

  private Ace child(String right, String type, Of of) {
    return new Ace(
        "/I:T /G \"%s:%s;%s\"".formatted(account, right, type),
        "(OA;CI;%s;%s;;%s)".formatted(right, id(of), sid));
  }

  private Ace write(String name, String type, Of of) {
    String guid = guids.getOrDefault(lower(name), "");
    return new Ace(
        "/I:S /G \"%s:WP;%s;%s\"".formatted(account, name, type),
        guid.isEmpty() ? "" : "(OA;CIIO;WP;%s;%s;%s)".formatted(guid, id(of), sid));
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static String type(Of of) {
    return switch (of) {
      case PEOPLE -> "user";
      case GROUPS -> "group";
      case UNITS -> "organizationalUnit";
    };
  }

  // The schemaIDGUID of the classes: MS-ADSC 2.263, 2.66, 2.222.
  private static String id(Of of) {
    return switch (of) {
      case PEOPLE -> "bf967aba-0de6-11d0-a285-00aa003049e2";
      case GROUPS -> "bf967a9c-0de6-11d0-a285-00aa003049e2";
      case UNITS -> "bf967aa5-0de6-11d0-a285-00aa003049e2";
    };
  }
}
