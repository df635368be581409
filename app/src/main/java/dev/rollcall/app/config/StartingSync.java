// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.run.SharedRoles.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A sync to begin with, between two systems that are configured.
///
/// @param base the DN below which people are in a directory
/// @param login the attribute that holds logins in a directory: `uid`, or `sAMAccountName`
/// @param groups the DN below which groups are in a directory; empty: people only
/// @param keepsLogins whether accounts that are there keep their logins
/// @param remarks what a person should know who reads it
/// @param roles what rules could say, see [dev.rollcall.engine.run.SharedRoles]
public record StartingSync(
    String from,
    String to,
    String base,
    String login,
    Optional<String> groups,
    boolean keepsLogins,
    List<String> remarks,
    List<Shared> roles) {
  private static final Pattern SYNCS =
      Pattern.compile("(?m)^syncs:[ \t]*(\\{[ \t]*\\})?[ \t]*(#.*)?$");
  private static final Pattern CHILD = Pattern.compile("(?m)^( +)[^ #\n]");

  public StartingSync {
    remarks = List.copyOf(remarks);
    roles = List.copyOf(roles);
  }

  /// Before anything was learned.
  public StartingSync(String from, String to, String base, String login, Optional<String> groups) {
    this(from, to, base, login, groups, false, List.of(), List.of());
  }

  public String name() {
    return from + "-to-" + to;
  }

  /// The same with what was learned from both sides.
  public StartingSync learned(boolean keeps, List<String> said, List<Shared> shared) {
    return new StartingSync(from, to, base, login, groups, keeps, said, shared);
  }

  /// The text of a configuration with this sync in it.
  ///
  /// @param systems the types of the systems that it names
  public String in(String text, Types systems) {
    Matcher syncs = SYNCS.matcher(text);
    if (!syncs.find()) {
      return text.stripTrailing() + "\n\nsyncs:\n" + lines(systems, "  ");
    }
    String remark = Optional.ofNullable(syncs.group(2)).map(it -> " " + it).orElse("");
    String before = text.substring(0, syncs.start()) + "syncs:" + remark + "\n";
    String after = text.substring(syncs.end()).replaceFirst("^\n", "");
    Matcher child = CHILD.matcher(after);
    String indent = child.find() && !topLevelBefore(after, child.start()) ? child.group(1) : "  ";
    return before + lines(systems, indent) + after;
  }

  private static boolean topLevelBefore(String text, int end) {
    return Pattern.compile("(?m)^[^ #\n]").matcher(text.substring(0, end)).find();
  }

  /// What the two systems are.
  public record Types(String from, String to) {}

  private String lines(Types systems, String indent) {
    List<String> lines = new ArrayList<>();
    remarks.forEach(remark -> lines.add("# " + remark));
    lines.add(name() + ":");
    lines.add("  from: " + from);
    lines.add("  to: " + to);
    lines.add("  users:");
    users(systems).forEach(line -> lines.add("    " + line));
    groups.ifPresent(dn -> lines.addAll(groups(systems, dn)));
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(indent).append(line).append('\n'));
    return text.toString();
  }

  private List<String> users(Types systems) {
    if (systems.equals(new Types("ldap", "ftrack"))) {
      return toFtrack();
    }
    if (systems.equals(new Types("ftrack", "ldap"))) {
      return toDirectory();
    }
    throw new Halt(
        new Problem(
            "CLI-ADOPT-SYSTEMS",
            Blame.OPERATOR,
            "there is no usual sync from an %s to an %s system"
                .formatted(systems.from(), systems.to()),
            "adopt knows how people are written in a directory and in ftrack only",
            "configure the sync, then: rollcall adopt --sync NAME"));
  }

  private List<String> groups(Types systems, String dn) {
    List<String> lines = new ArrayList<>(List.of("  groups:"));
    if (systems.to().equals("ftrack")) {
      lines.add("    base: " + quoted(dn));
      lines.add("    members: nested");
      lines.addAll(roles.isEmpty() ? example() : shared());
    } else {
      lines.add("    at: " + quoted(dn));
      if (windows()) {
        lines.add("    kind: group");
      }
      lines.add("    members: nested");
    }
    return lines;
  }

  private static List<String> example() {
    return List.of(
        "  # roles of ftrack for everybody in a group, such as:",
        "  # roles:",
        "  #   - { group: supervisors, role: Project manager }");
  }

  /// Not in force: that everybody in a group holds a role may be chance.
  private List<String> shared() {
    List<String> lines = new ArrayList<>();
    lines.add("  # everybody in these groups holds these roles already; keep what is meant:");
    lines.add("  # roles:");
    for (Shared each : roles) {
      lines.add(
          "  #   - { group: %s, role: %s%s }"
              .formatted(
                  quoted(each.group()),
                  quoted(each.role()),
                  each.project().map(it -> ", projects: [" + quoted(it) + "]").orElse("")));
    }
    return lines;
  }

  private boolean windows() {
    return login.equalsIgnoreCase("sAMAccountName");
  }

  private List<String> toFtrack() {
    String filter =
        windows() ? "(&(objectCategory=person)(objectClass=user))" : "(objectClass=inetOrgPerson)";
    return List.of(
        "base: " + quoted(base),
        "filter: " + quoted(filter),
        "match: [username, email]",
        "attributes:",
        "  username: " + kept(login),
        "  email: mail",
        "  first_name: givenName",
        "  last_name: sn",
        "leavers: { disable: at once }");
  }

  private List<String> toDirectory() {
    return List.of(
        "match: [" + login + ", mail]",
        "at: " + quoted(base),
        "rdn: " + login,
        "attributes:",
        "  objectClass: [inetOrgPerson]",
        "  " + login + ": " + kept("username"),
        "  cn: first_name + ' ' + last_name",
        "  givenName: first_name",
        "  sn: last_name",
        "  mail: email",
        "leavers: { disable: at once }");
  }

  private String kept(String input) {
    return keepsLogins ? "{ value: " + input + ", rule: on create }" : input;
  }

  private static String quoted(String text) {
    return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
  }
}
