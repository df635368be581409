// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapNeed.Right;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Rights as `olcAccess` of OpenLDAP: slapd.access(5), "operation requirements". Each rule ends in
/// `by * break`, so whatever rules there are go on to hold for everybody else.
record SlapdRights(String who) {
  List<String> lines(List<LdapNeed> needs) {
    List<String> rules = new ArrayList<>();
    needs.forEach(need -> rules(need, rules));
    List<String> lines = new ArrayList<>();
    lines.add(
        "# the database: ldapsearch -Q -Y EXTERNAL -H ldapi:/// -b cn=config -s one olcSuffix");
    lines.add("dn: olcDatabase={1}mdb,cn=config");
    lines.add("changetype: modify");
    lines.add("add: olcAccess");
    for (int i = 0; i < rules.size(); i++) {
      lines.add("olcAccess: {%d}%s".formatted(i, rules.get(i)));
    }
    return lines;
  }

  private void rules(LdapNeed need, List<String> rules) {
    boolean whole =
        need.has(Right.ADD, Right.DELETE, Right.RENAME, Right.MOVE_AWAY, Right.MOVE_HERE);
    List<String> writes = new ArrayList<>();
    List<String> reads = new ArrayList<>();
    if (whole) {
      writes.add("entry");
      writes.add("children");
    } else {
      reads.add("entry");
    }
    writes.addAll(need.writes());
    reads.addAll(need.readsOnly());
    rule(need.base(), writes, "write", rules);
    if (need.has(Right.PASSWORD_LATER)) {
      rule(need.base(), List.of("userPassword"), "=w", rules);
    }
    rule(need.base(), reads, "read", rules);
  }

  private void rule(String base, Collection<String> attributes, String level, List<String> rules) {
    if (!attributes.isEmpty()) {
      rules.add(
          "to dn.subtree=\"%s\" attrs=%s by dn.exact=\"%s\" %s by * break"
              .formatted(quoted(base), String.join(",", attributes), quoted(who), level));
    }
  }

  private static String quoted(String dn) {
    return dn.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
