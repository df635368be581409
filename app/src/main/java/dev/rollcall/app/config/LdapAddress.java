// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of a directory.
///
/// @param scheme `ldap`, `ldaps`, `ldapi` or `sandbox`; that of its servers for `ldaps+srv`
/// @param host empty where there is none
record LdapAddress(String text, String scheme, String host) {
  private static final Pattern SERVICE =
      Pattern.compile("(?i)(ldaps?)\\+srv://([a-z0-9_-]+(?:\\.[a-z0-9_-]+)*)\\.?/?");

  /// The address, or nothing where the text is none.
  static Optional<LdapAddress> of(String text) {
    if (Sandbox.is(text)) {
      return Optional.of(new LdapAddress(text, "sandbox", ""));
    }
    Matcher service = SERVICE.matcher(text);
    if (service.matches()) {
      String scheme = service.group(1).toLowerCase(Locale.ROOT);
      return Optional.of(new LdapAddress(text, scheme, service.group(2)));
    }
    if (text.matches("ldapi://.+")) {
      return Optional.of(new LdapAddress(text, "ldapi", ""));
    }
    try {
      return of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static Optional<LdapAddress> of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean known = scheme.equals("ldap") || scheme.equals("ldaps");
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    boolean bare =
        (path.isEmpty() || path.equals("/"))
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!known || !bare || uri.getHost() == null || uri.getPort() > 65_535 || uri.getPort() == 0) {
      return Optional.empty();
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String text = scheme + "://" + uri.getHost() + port;
    return Optional.of(new LdapAddress(text, scheme, uri.getHost()));
  }

  boolean sandbox() {
    return scheme.equals("sandbox");
  }

  /// Whether what is sent can be read by others unless the connection is upgraded.
  boolean exposed() {
    return scheme.equals("ldap") && !Passwords.loopback(host);
  }
}
