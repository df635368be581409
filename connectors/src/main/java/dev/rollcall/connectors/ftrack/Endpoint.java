// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Where calls go, and where they must not go.
final class Endpoint {
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");

  private Endpoint() {}

  /// `{server}/api`.
  static URI api(URI server) {
    return URI.create(server.toString().replaceFirst("/+$", "") + "/api");
  }

  /// What keeps these settings from being used at all.
  static Optional<Problem> flaw(FtrackSettings settings) {
    return url(settings).or(() -> plaintext(settings)).or(() -> credentials(settings));
  }

  /// Whether a redirect may be followed: the key goes to no other host and never leaves TLS.
  static boolean same(URI from, URI to) {
    boolean sameHost =
        from.getHost().equalsIgnoreCase(Optional.ofNullable(to.getHost()).orElse(""));
    boolean sameScheme = scheme(from).equals(scheme(to)) && port(from) == port(to);
    boolean upgraded = scheme(from).equals("http") && scheme(to).equals("https");
    return sameHost && (sameScheme || upgraded);
  }

  private static Optional<Problem> url(FtrackSettings settings) {
    URI server = settings.server();
    boolean usable =
        server.getHost() != null
            && (scheme(server).equals("https") || scheme(server).equals("http"))
            && server.getRawUserInfo() == null
            && server.getRawQuery() == null
            && server.getRawFragment() == null;
    return usable
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "FTRACK-SERVER-URL",
                Blame.CONFIGURATION,
                "the server of '" + settings.name() + "' is no address of an ftrack server",
                "it has to be https://HOST, with a path at most",
                "set it to the address that the browser shows: https://studio.ftrackapp.com"));
  }

  private static Optional<Problem> plaintext(FtrackSettings settings) {
    boolean clear = scheme(settings.server()).equals("http") && !loopback(settings.server());
    return clear && !settings.allowPlaintext()
        ? Optional.of(
            new Problem(
                "FTRACK-PLAINTEXT-KEY",
                Blame.CONFIGURATION,
                "the key of '%s' would go to %s readable for everybody on the way"
                    .formatted(settings.name(), settings.server()),
                "the address begins with http:// and is not this machine",
                "write https:// instead"))
        : Optional.empty();
  }

  private static Optional<Problem> credentials(FtrackSettings settings) {
    if (settings.key().isEmpty() || settings.user().isBlank()) {
      return Optional.of(
          new Problem(
              "FTRACK-NO-KEY",
              Blame.CONFIGURATION,
              "'%s' has no %s"
                  .formatted(settings.name(), settings.key().isEmpty() ? "key" : "user"),
              "nothing was sent: without it ftrack cannot know who asks",
              "set FTRACK_API_USER and FTRACK_API_KEY, or `user` and `api_key` of the system"));
    }
    boolean sendable = header(settings.key().reveal()) && header(settings.user());
    return sendable
        ? Optional.empty()
        : Optional.of(
            new Problem(
                "FTRACK-KEY-FORM",
                Blame.CONFIGURATION,
                "user or key of '%s' hold characters that no HTTP header can carry"
                    .formatted(settings.name()),
                "nothing was sent: line breaks, spaces at the ends and characters outside"
                    + " ISO 8859-1 are not possible (RFC 9110 section 5.5)",
                "copy them again, without quotes and line breaks"));
  }

  private static boolean header(String value) {
    return value.equals(value.strip())
        && value.chars().allMatch(c -> c >= ' ' && c <= 0xFF && c != 0x7F);
  }

  private static boolean loopback(URI server) {
    String host = server.getHost().toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(host) || host.matches("127(\\.\\d{1,3}){3}");
  }

  private static String scheme(URI uri) {
    return Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
  }
}
