// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import dev.rollcall.testkit.server.SlapdOptions.SlapdAccount;
import java.util.function.Consumer;

/// A real OpenLDAP server. It begins with `ou=users`, `ou=groups`, `ou=services` and `ou=areas`
/// below its suffix.
public final class SlapdServer extends LdapServer {
  private final SlapdInstallation installation;
  private final SlapdOptions options;

  private SlapdServer(Start start, SlapdInstallation installation) {
    super(start, installation.directory());
    this.installation = installation;
    this.options = installation.options();
  }

  /// Starts a server as [SlapdOptions] describes it when left alone.
  public static SlapdServer start() {
    return start(_ -> {});
  }

  /// Starts a server: 0.1 s.
  public static SlapdServer start(Consumer<SlapdOptions> choices) {
    return start(choices, Programs.ofThisMachine());
  }

  static SlapdServer start(Consumer<SlapdOptions> choices, Programs programs) {
    SlapdOptions options = new SlapdOptions();
    choices.accept(options);
    return ServerHome.with(
        "slapd",
        options.folder,
        home -> {
          SlapdInstallation files = SlapdInstallation.make(options, home, programs);
          return new SlapdServer(launch(home, files.prepared()), files);
        });
  }

  /// The socket on which SASL EXTERNAL makes this user the manager of everything.
  public String ldapiUri() {
    return installation.ldapiUri();
  }

  /// A certificate with which SASL EXTERNAL binds as the named account; see
  /// [SlapdOptions#clientCertificates()].
  public CertificateFiles clientCertificate(String account) {
    return certificates().client(account);
  }

  /// An account that the options asked for: `rollcall` of [SlapdOptions#writer(String...)],
  /// `reader` of [SlapdOptions#reader(int)], or one with another name.
  public Credentials account(String name) {
    SlapdAccount account =
        options.accounts.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no account " + name));
    return new Credentials(account.dn(suffix()), account.password());
  }
}
