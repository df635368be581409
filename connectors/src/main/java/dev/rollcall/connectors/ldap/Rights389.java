// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapNeed.Right;
import java.util.ArrayList;
import java.util.List;

/// Rights as access control instructions of 389 Directory Server, in the entries below which they
/// hold.
record Rights389(String who) {
  List<String> lines(List<LdapNeed> needs) {
    List<String> lines = new ArrayList<>();
    for (LdapNeed need : needs) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add("dn: " + need.base());
      lines.add("changetype: modify");
      lines.add("add: aci");
      of(need).forEach(aci -> lines.add("aci: " + aci));
      needs.stream()
          .filter(_ -> need.has(Right.MOVE_HERE))
          .filter(from -> from.of() == need.of() && from.has(Right.MOVE_AWAY))
          .forEach(from -> lines.add("aci: " + moves(from, need)));
    }
    return lines;
  }

  private List<String> of(LdapNeed need) {
    List<String> acis = new ArrayList<>();
    if (!need.reads().isEmpty()) {
      acis.add(aci(attributes(need.reads()), "reads", "read, search, compare", need));
    }
    if (!need.writes().isEmpty()) {
      acis.add(aci(attributes(need.writes()), "writes", "write", need));
    }
    if (need.has(Right.PASSWORD_LATER)) {
      acis.add(aci(attributes(List.of("userPassword")), "sets passwords", "write", need));
    }
    String below = "(target=\"ldap:///%s\")".formatted(need.base());
    if (need.has(Right.ADD)) {
      acis.add(aci(below, "adds", "add", need));
    }
    if (need.has(Right.DELETE)) {
      acis.add(aci(below, "deletes", "delete", need));
    }
    return acis;
  }

  private String moves(LdapNeed from, LdapNeed to) {
    String both =
        "(target_to=\"ldap:///%s\")(target_from=\"ldap:///%s\")".formatted(to.base(), from.base());
    return aci(both, "moves", "moddn", to);
  }

  private static String attributes(Iterable<String> names) {
    return "(targetattr=\"%s\")".formatted(String.join(" || ", names));
  }

  private String aci(String target, String does, String rights, LdapNeed need) {
    String what =
        switch (need.of()) {
          case PEOPLE -> "people";
          case GROUPS -> "groups";
          case UNITS -> "units";
        };
    return "%s(version 3.0; acl \"rollcall %s %s\"; allow (%s) userdn=\"ldap:///%s\";)"
        .formatted(target, does, what, rights, who);
  }
}
