// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What addresses begin with that may be asked.
///
/// @param path ends in `/`
public record Prefix(String scheme, String host, int port, String path) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  /// Dots and slashes in disguise, and what servers take for slashes.
  private static final Pattern DISGUISED = Pattern.compile("(?i)%2e|%2f|%5c|%00|\\\\");

  /// The prefix, or nothing where the text cannot be one.
  public static Optional<Prefix> of(String text) {
    return address(text)
        .filter(uri -> uri.getRawQuery() == null && uri.getRawPath().endsWith("/"))
        .map(uri -> new Prefix(scheme(uri), host(uri), port(uri), uri.getRawPath()));
  }

  /// An address in its normal form, or nothing where it is none that may be asked at all.
  static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text.strip()).normalize();
      boolean whole = uri.getScheme() != null && uri.getHost() != null && uri.getRawPath() != null;
      if (!whole
          || uri.getRawUserInfo() != null
          || uri.getRawFragment() != null
          || uri.getPort() > 65_535
          || DISGUISED.matcher(uri.getRawPath()).find()
          || uri.getRawPath().contains("/..")) {
        return Optional.empty();
      }
      boolean here = LOOPBACK.matcher(host(uri)).matches();
      boolean safe = scheme(uri).equals("https") || (here && scheme(uri).equals("http"));
      return safe ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  boolean begins(URI address) {
    return scheme(address).equals(scheme)
        && host(address).equals(host)
        && port(address) == port
        && address.getRawPath().startsWith(path);
  }

  private static String scheme(URI uri) {
    return uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    int usual = scheme.equals("https") ? 443 : 80;
    return scheme + "://" + host + (port == usual ? "" : ":" + port) + path;
  }
}
