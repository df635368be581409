// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a directory listens.
///
/// @param host the host name or address; for `ldapi://` the path of the socket; for `ldaps+srv://`
///   and `ldap+srv://` the domain whose servers DNS names
/// @param text the URL as it was written
record LdapUrl(Scheme scheme, String host, int port, String text) {
  /// The ways to speak LDAP.
  enum Scheme {
    PLAIN,
    TLS,
    SOCKET
  }

  private static final int LDAP_PORT = 389;
  private static final int LDAPS_PORT = 636;

  private static final Pattern NETWORK =
      Pattern.compile("(?i)(ldaps?)://(\\[[0-9a-f:.%]+]|[^/:\\[\\]?#@\\s]+)(?::(\\d{1,5}))?/?");

  private static final Pattern SERVICE =
      Pattern.compile("(?i)(ldaps?)\\+srv://([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)\\.?/?");

  // The path of the socket stands, percent-encoded, in the place of the host; without one OpenLDAP
  // takes its default: ldap.conf(5).
  private static final Pattern SOCKET = Pattern.compile("(?i)ldapi://([^/?#\\s]*)/?");
  private static final String DEFAULT_SOCKET = "/var/run/slapd/ldapi";

  static Optional<LdapUrl> parse(String text) {
    Matcher socket = SOCKET.matcher(text);
    if (socket.matches()) {
      return socket(text, socket.group(1));
    }
    Matcher service = SERVICE.matcher(text);
    if (service.matches()) {
      return Optional.of(new LdapUrl(scheme(service.group(1)), service.group(2), 0, text));
    }
    Matcher network = NETWORK.matcher(text);
    return network.matches() ? network(text, network) : Optional.empty();
  }

  /// A server's own URL.
  static LdapUrl of(Scheme scheme, String host, int port) {
    String text = (scheme == Scheme.TLS ? "ldaps://" : "ldap://") + host + ":" + port;
    return new LdapUrl(scheme, host, port, text);
  }

  private static Scheme scheme(String text) {
    return text.toLowerCase(Locale.ROOT).equals("ldaps") ? Scheme.TLS : Scheme.PLAIN;
  }

  /// Whether DNS has to say which servers there are.
  boolean isService() {
    return SERVICE.matcher(text).matches();
  }

  /// A URL for a command of OpenLDAP's, which knows no `+srv`: the name of a domain of Active
  /// Directory is an address of its controllers too.
  static String forCommands(String url) {
    return url.replaceFirst("(?i)^(ldaps?)\\+srv:", "$1:");
  }

  private static Optional<LdapUrl> socket(String text, String encoded) {
    try {
      String path = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Optional.of(
          new LdapUrl(Scheme.SOCKET, path.isEmpty() ? DEFAULT_SOCKET : path, 0, text));
    } catch (IllegalArgumentException notEncoded) {
      return Optional.empty();
    }
  }

  private static Optional<LdapUrl> network(String text, Matcher parts) {
    Scheme scheme = scheme(parts.group(1));
    int usual = scheme == Scheme.TLS ? LDAPS_PORT : LDAP_PORT;
    int port = Optional.ofNullable(parts.group(3)).map(Integer::parseInt).orElse(usual);
    String host = parts.group(2).replace("[", "").replace("]", "");
    return port == 0 || port > 65_535
        ? Optional.empty()
        : Optional.of(new LdapUrl(scheme, host, port, text));
  }

  /// Whether what is sent stays on this machine. Names are not resolved: only what cannot lead
  /// elsewhere counts (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3).
  boolean staysHere() {
    return scheme == Scheme.SOCKET
        || host.equalsIgnoreCase("localhost")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || host.equals("::1")
        || host.matches("(0+:){7}0*1");
  }
}
