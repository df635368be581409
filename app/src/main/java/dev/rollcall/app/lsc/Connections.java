// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Carries over how systems are reached.
final class Connections {
  private static final Pattern LDAP_URL =
      Pattern.compile("(?i)(ldaps?://[^/\\s]+)(?:/([^?\\s]*)\\S*)?");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Decisions decisions;
  private final Yaml yaml;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<String, Reached> systems = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  /// @param name in our configuration
  /// @param context the DN in the address, below which names may be relative
  /// @param aliases whether searches follow them
  record Reached(String name, String type, String context, boolean aliases) {}

  Connections(Decisions decisions, Yaml yaml) {
    this.decisions = decisions;
    this.yaml = yaml;
  }

  List<Variable> variables() {
    return variables.stream().distinct().toList();
  }

  /// The systems by the names that LSC has for them.
  Map<String, Reached> write(Tag lsc) {
    yaml.begin("systems");
    for (Tag connection : lsc.child("connections").map(Tag::children).orElse(List.of())) {
      switch (connection.name()) {
        case "ldapConnection" -> ldap(connection);
        case "databaseConnection" -> database(connection);
        default ->
            decisions.add(
                connection,
                "the connection '%s' is a %s".formatted(name(connection), connection.name()),
                "Rollcall reads SQL, LDAP and files; export what is there to a CSV file");
      }
    }
    yaml.end();
    return systems;
  }

  private static String name(Tag connection) {
    return connection.value("name").or(() -> connection.attribute("id")).orElse("system");
  }

  private String begin(Tag connection, String type, String context) {
    String name = Names.fit(name(connection), names);
    systems.put(name(connection), new Reached(name, type, context, followsAliases(connection)));
    yaml.begin(name).put("type", type);
    return name;
  }

  private void ldap(Tag connection) {
    List<String> addresses = new ArrayList<>();
    String context = "";
    for (String url : connection.value("url").orElse("").split("\\s+")) {
      Matcher parts = LDAP_URL.matcher(url);
      if (parts.matches()) {
        addresses.add(parts.group(1));
        context = decoded(Optional.ofNullable(parts.group(2)).orElse(""));
      }
    }
    String name = begin(connection, "ldap", context);
    address(connection, addresses);
    sign(connection, name);
    if (connection.value("tlsActivated").filter("true"::equals).isPresent()) {
      yaml.bare("start_tls", "true");
    }
    connection
        .value("pageSize")
        .filter(it -> it.matches("[1-9][0-9]{0,4}"))
        .ifPresent(size -> yaml.bare("page_size", size));
    yaml.end();
    ldapDecisions(connection);
  }

  private static boolean followsAliases(Tag connection) {
    return connection
        .value("derefAliases")
        .filter(it -> it.equals("ALWAYS") || it.equals("SEARCH"))
        .isPresent();
  }

  private void address(Tag connection, List<String> addresses) {
    if (addresses.isEmpty()) {
      decisions.add(
          connection.child("url").orElse(connection),
          "the address of '%s' names no host".formatted(name(connection)),
          "write 'url: ldaps://HOST' in the system");
    } else if (addresses.size() == 1) {
      yaml.put("url", text(addresses.getFirst()));
    } else {
      yaml.put("url", addresses.stream().map(this::text).toList());
    }
  }

  private void sign(Tag connection, String name) {
    String way = connection.value("authentication").orElse("SIMPLE");
    if (way.equals("NONE")) {
      return;
    }
    if (way.equals("GSSAPI")) {
      kerberos(connection, name);
      return;
    }
    if (!way.equals("SIMPLE")) {
      decisions.add(
          connection.child("authentication").orElse(connection),
          "'%s' signs in by %s".formatted(name(connection), way),
          "see 'sasl' in docs/reference/configuration.md, or sign in with a DN and a password");
    }
    connection.value("username").ifPresent(dn -> yaml.put("bind_dn", text(dn)));
    if (connection.value("username").isPresent()) {
      password(connection, name, "bind_password");
    }
  }

  /// LSC gives who signs in to its gsseg_jaas.conf, with a password or a keytab.
  private void kerberos(Tag connection, String name) {
    yaml.put("sasl", "gssapi");
    Optional<String> who = connection.value("username");
    if (who.filter(it -> it.matches("[^=\\s]+@[^=\\s]+")).isPresent()) {
      yaml.put("principal", text(who.get()));
    } else {
      yaml.put("principal", variable(name, "_PRINCIPAL", "who signs in to '%s', NAME@REALM"));
    }
    yaml.put("keytab", variable(name, "_KEYTAB", "the file with the key for '%s'"));
    decisions.add(
        connection.child("authentication").orElse(connection),
        "'%s' signs in by Kerberos as gsseg_jaas.conf of LSC says".formatted(name(connection)),
        "name its keytab, or write one (docs/problems/LDAP-KEYTAB.md): Rollcall takes no password"
            + " for Kerberos");
    connection
        .child("saslQop")
        .filter(it -> !it.text().isEmpty() && !it.text().equals("auth-conf"))
        .ifPresent(it ->
            decisions.add(
                it,
                "saslQop of '%s' is %s".formatted(name(connection), it.text()),
                "nothing: Rollcall always encrypts, by Kerberos on ldap:// and by TLS on"
                    + " ldaps://"));
  }

  private String variable(String name, String ending, String what) {
    String own = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + ending;
    String called = own.matches("[A-Z].*") ? own : "SYSTEM_" + own;
    variables.add(new Variable(called, what.formatted(name)));
    return "${env:" + called + "}";
  }

  private void password(Tag connection, String name, String key) {
    String given = connection.value("password").orElse("");
    Matcher variable = VARIABLE.matcher(given);
    String own = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_PASSWORD";
    String safe = own.matches("[A-Z].*") ? own : "SYSTEM_" + own;
    String called = variable.matches() ? variable.group(1) : safe;
    yaml.put(key, "${env:" + called + "}");
    variables.add(new Variable(called, "the password of '" + name + "'"));
  }

  private void ldapDecisions(Tag connection) {
    decide(connection, "referral", "IGNORE", "Rollcall follows no referral; name its server");
    connection
        .child("derefAliases")
        .filter(it -> it.text().equals("FIND"))
        .ifPresent(it ->
            decisions.add(
                it,
                "derefAliases of '%s' is FIND".formatted(name(connection)),
                "where 'base' is itself an alias, write the DN that it leads to"));
    decide(connection, "version", "VERSION_3", "Rollcall speaks LDAP version 3 only");
    decide(connection, "recursiveDelete", "false", "Rollcall removes single entries only");
    decide(connection, "relaxRules", "false", "Rollcall never relaxes the rules of a server");
  }

  private void decide(Tag connection, String setting, String same, String fix) {
    connection
        .child(setting)
        .filter(it -> !it.text().isEmpty() && !it.text().equals(same))
        .ifPresent(it ->
            decisions.add(
                it, "%s of '%s' is %s".formatted(setting, name(connection), it.text()), fix));
  }

  private void database(Tag connection) {
    String name = begin(connection, "sql", "");
    String url = connection.value("url").orElse("");
    String ours = url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    String bare = ours.replaceAll("(?i)([?&;])(?:user|username|password)=[^&;]*[&;]?", "$1");
    yaml.put("url", text(bare.replaceFirst("[?&;]$", "")));
    if (!bare.equals(ours)) {
      decisions.add(
          connection.child("url").orElse(connection),
          "the address of '%s' has who signs in, or a password".formatted(name(connection)),
          "they were left out: see 'username' and 'password' of the system");
    }
    connection.value("username").ifPresent(user -> yaml.put("username", text(user)));
    if (connection.value("password").isPresent()) {
      password(connection, name, "password");
    }
    yaml.end();
    if (!ours.matches("jdbc:(postgresql|mariadb|sqlite):.*")) {
      decisions.add(
          connection.child("url").orElse(connection),
          "Rollcall brings no driver for '%s'".formatted(url.replaceFirst("^(jdbc:\\w+).*", "$1")),
          "put the jar of its JDBC driver on the class path; docs/problems/SQL-NO-DRIVER.md");
    }
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return path;
    }
  }

  /// A text below `systems`, where `${` means something in both configurations.
  private String text(String given) {
    StringBuilder text = new StringBuilder();
    Matcher matcher = VARIABLE.matcher(given);
    int end = 0;
    while (matcher.find()) {
      text.append(given.substring(end, matcher.start()).replace("${", "$${"));
      text.append("${env:").append(matcher.group(1)).append('}');
      variables.add(new Variable(matcher.group(1), "as in LSC"));
      end = matcher.end();
    }
    return text.append(given.substring(end).replace("${", "$${")).toString();
  }
}
