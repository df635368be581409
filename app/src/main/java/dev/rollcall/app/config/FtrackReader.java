// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ftrack.Access;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ftrack.RequestLimits;
import dev.rollcall.core.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Reads how an ftrack workspace is reached.
final class FtrackReader {
  private final Section section;
  private final StandIns variables;

  FtrackReader(Section section, StandIns variables) {
    this.section = section;
    this.variables = variables;
  }

  Optional<FtrackSettings> read(String name) {
    Passwords.literal(section, "api_key");
    Optional<String> given = given("server", "FTRACK_SERVER", "https://STUDIO.ftrackapp.com");
    if (given.filter(Sandbox::is).isPresent()) {
      return Sandbox.absolute(section, "server", given.get())
          .flatMap(FtrackReader::sandbox)
          .map(server -> settings(name, server, "sandbox", Secret.of("sandbox")));
    }
    Optional<URI> server = given.flatMap(this::server);
    Optional<String> user = given("user", "FTRACK_API_USER", "the name of an ftrack user");
    Optional<Secret> key =
        given("api_key", "FTRACK_API_KEY", "${env:NAME} or ${file:PATH}").map(Secret::of);
    if (server.isEmpty() || user.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(settings(name, server.get(), user.get(), key.get()));
  }

  private FtrackSettings settings(String name, URI server, String user, Secret key) {
    FtrackSettings plain =
        new FtrackSettings(
            name,
            server,
            user,
            key,
            section.whole("batch", FtrackSettings.DEFAULT_BATCH),
            section.whole("page_size", FtrackSettings.DEFAULT_PAGE),
            Timeouts.of(section, FtrackSettings.DEFAULT_TIMEOUT),
            section.file("ca_file"),
            section.flag("allow_plaintext"));
    return plain
        .with(
            new Access(
                section.whole("administrators", 1),
                section.texts("protected"),
                section.texts("administrator_roles")))
        .with(
            new RequestLimits(
                section.whole("requests_per_second", 0),
                section.whole("requests_at_once", RequestLimits.DEFAULT_AT_ONCE)))
        .withInvites(section.flag("invites"));
  }

  private Optional<String> given(String key, String variable, String words) {
    Optional<String> value = section.text(key).or(() -> variables.get(variable));
    if (value.isEmpty()) {
      section.missing(
          key,
          "an ftrack system needs it" + variables.why(variable),
          "add '" + key + ":' with " + words + variables.fix(variable));
    }
    return value;
  }

  private static Optional<URI> sandbox(String address) {
    try {
      String path = address.substring(address.indexOf(':') + 1);
      return Optional.of(new URI("sandbox", null, path, null));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private Optional<URI> server(String text) {
    if (Shown.holdsPassword(text)) {
      Passwords.inAddress(section, "server");
      return Optional.empty();
    }
    Optional<URI> server = parsed(whole(text));
    if (server.isEmpty()) {
      section.problem(
          "server",
          "CONFIG-VALUE",
          "takes the address of an ftrack workspace",
          "an address is https:// and a host, and may have a port",
          "write https://STUDIO.ftrackapp.com, or sandbox:FILE");
      return Optional.empty();
    }
    boolean exposed =
        "http".equalsIgnoreCase(server.get().getScheme())
            && !Passwords.loopback(server.get().getHost());
    if (exposed && !section.flag("allow_plaintext")) {
      Passwords.plaintext(section, "server", "the address begins with http://");
    }
    return server;
  }

  /// As in ftrack's own clients, a word alone is the name of a hosted workspace.
  private static String whole(String text) {
    if (text.contains("://")) {
      return text;
    }
    return "https://" + (text.matches("[A-Za-z0-9-]+") ? text + ".ftrackapp.com" : text);
  }

  private static Optional<URI> parsed(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean good =
          (scheme.equals("https") || scheme.equals("http"))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return good ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
