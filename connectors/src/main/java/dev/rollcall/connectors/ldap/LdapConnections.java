// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.EXTERNALBindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.connectors.ldap.LdapSettings.StartTls;
import dev.rollcall.connectors.ldap.LdapUrl.Scheme;
import dev.rollcall.core.problem.Problem;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// Opens connections to one directory: encrypted, checked and signed in before anybody gets one.
final class LdapConnections {
  /// What a connection is for.
  enum Use {
    /// One request at a time, its answers read on the thread that asks.
    ASKING,
    /// Many requests at once, answered to listeners.
    PIPELINE
  }

  private static final Set<OperationType> PIPELINED =
      EnumSet.of(
          OperationType.ADD,
          OperationType.MODIFY,
          OperationType.MODIFY_DN,
          OperationType.DELETE,
          OperationType.SEARCH);

  // A name that resolves, for a socket that needs none.
  private static final String NOWHERE = "localhost";

  private final LdapSettings settings;
  private final ConnectProblems problems;
  private final FoundServers servers;
  private volatile Optional<String> last = Optional.empty();
  private volatile Optional<String> broken = Optional.empty();

  LdapConnections(LdapSettings settings) {
    this(settings, ServiceRecords.ofThisMachine());
  }

  LdapConnections(LdapSettings settings, ServiceRecords records) {
    this.settings = settings;
    this.servers = new FoundServers(settings.name(), records);
    this.problems = new ConnectProblems(settings);
  }

  LdapSettings settings() {
    return settings;
  }

  /// A connection, encrypted and signed in.
  ///
  /// @param socket what its messages go over as they are; empty where Kerberos seals them
  record Opened(LDAPConnection connection, Optional<Socket> socket) implements AutoCloseable {
    @Override
    public void close() {
      connection.close();
    }
  }

  /// A connection to the first server that can be reached. A refused password ends the search: the
  /// next server would count it as one more attempt.
  LDAPConnection open(Use use) throws LdapFailed {
    return opened(use).connection();
  }

  /// The same with its socket.
  Opened opened(Use use) throws LdapFailed {
    List<LdapFailed> failures = new ArrayList<>();
    for (LdapUrl server : inOrder(servers(failures))) {
      try {
        Opened connection = open(server, use);
        last = Optional.of(server.text());
        return connection;
      } catch (LdapFailed failed) {
        failures.add(failed);
        if (!problems.mayTryNext(failed.problem())) {
          break;
        }
      }
    }
    throw problems.together(failures);
  }

  /// Remembers that this connection broke in the middle of something: whatever is begun anew tries
  /// the other servers first.
  void broke(LDAPConnection connection) {
    broken = Optional.ofNullable(connection.getConnectionName());
  }

  /// The server that answered last comes first, so that a run sees one server as long as it can,
  /// and the one whose connection broke comes last.
  private List<LdapUrl> inOrder(List<LdapUrl> servers) {
    return servers.stream()
        .sorted(
            Comparator.comparing(
                    (LdapUrl server) -> broken.filter(server.text()::equals).isPresent())
                .thenComparing(server -> last.filter(server.text()::equals).isEmpty()))
        .toList();
  }

  private List<LdapUrl> servers(List<LdapFailed> failures) throws LdapFailed {
    List<LdapUrl> all = new ArrayList<>();
    for (LdapUrl url : urls()) {
      try {
        all.addAll(url.isService() ? servers.of(url) : List.of(url));
      } catch (LdapFailed unknown) {
        failures.add(unknown);
      }
    }
    return all;
  }

  /// Whether nothing can be read on the way.
  boolean isEncrypted(LdapUrl url) {
    return url.scheme() == Scheme.TLS
        || url.scheme() == Scheme.PLAIN && settings.tls() == StartTls.REQUIRED
        || isSealed(url);
  }

  /// Whether a password or data would go over the network as they are.
  boolean isPlaintext(LdapUrl url) {
    return url.scheme() == Scheme.PLAIN
        && settings.tls() == StartTls.OFF
        && !url.staysHere()
        && !isSealed(url);
  }

  /// Whether Kerberos encrypts what TLS does not.
  private boolean isSealed(LdapUrl url) {
    return url.scheme() == Scheme.PLAIN
        && settings.tls() == StartTls.OFF
        && settings.sign() instanceof Sign.Kerberos;
  }

  List<LdapUrl> urls() throws LdapFailed {
    List<LdapUrl> urls = new ArrayList<>();
    for (String text : settings.urls()) {
      Optional<Problem> flaw = LdapSyntax.url(settings.name(), text);
      if (flaw.isPresent()) {
        throw new LdapFailed(flaw.get());
      }
      LdapUrl.parse(text).ifPresent(urls::add);
    }
    if (urls.isEmpty()) {
      throw new LdapFailed(LdapSyntax.noUrl(settings.name()));
    }
    return urls;
  }

  private Opened open(LdapUrl url, Use use) throws LdapFailed {
    Optional<BindRequest> bind = bindRequest(url);
    CertifiedHost host = new CertifiedHost(settings.namesMatter());
    LastSocket sockets =
        new LastSocket(
            url.scheme() == Scheme.SOCKET
                ? new UnixSockets(url.host())
                : SocketFactory.getDefault());
    LDAPConnection connection = connect(url, sockets, options(use, host), host);
    try {
      connection.setConnectionName(url.text());
      secure(connection, url, host);
      if (bind.isPresent()) {
        bind(connection, url, bind.get());
      }
      return new Opened(
          connection, isSealed(url) ? Optional.empty() : host.socket().or(sockets::last));
    } catch (LdapFailed failed) {
      connection.close();
      throw failed;
    }
  }

  private LDAPConnection connect(
      LdapUrl url, SocketFactory sockets, LDAPConnectionOptions options, CertifiedHost host)
      throws LdapFailed {
    LDAPConnection connection =
        switch (url.scheme()) {
          case PLAIN -> new LDAPConnection(sockets, options);
          case TLS -> new LDAPConnection(tls(), options);
          case SOCKET -> new LDAPConnection(sockets, options);
        };
    try {
      if (url.scheme() == Scheme.SOCKET) {
        connection.connect(NOWHERE, 1, millis());
      } else {
        connection.connect(url.host(), url.port(), millis());
      }
      return connection;
    } catch (LDAPException failure) {
      connection.close();
      throw problems.connecting(url, failure, host.mismatch());
    }
  }

  private void secure(LDAPConnection connection, LdapUrl url, CertifiedHost host)
      throws LdapFailed {
    if (url.scheme() != Scheme.PLAIN || settings.tls() == StartTls.OFF) {
      return;
    }
    try {
      ResultCode code =
          connection.processExtendedOperation(new StartTLSExtendedRequest(tls())).getResultCode();
      if (!code.equals(ResultCode.SUCCESS)) {
        throw problems.noStartTls(url, "the server answered " + code);
      }
    } catch (LDAPException failure) {
      throw problems.startingTls(url, failure, host.mismatch());
    }
  }

  private SSLSocketFactory tls() throws LdapFailed {
    return Tls.sockets(settings);
  }

  private Optional<BindRequest> bindRequest(LdapUrl url) throws LdapFailed {
    return switch (settings.sign()) {
      case Sign.Anonymous() -> Optional.empty();
      case Sign.External _ -> Optional.of(new EXTERNALBindRequest(""));
      case Sign.Simple simple -> Optional.of(simple(url, simple));
      case Sign.Kerberos kerberos ->
          Optional.of(
              new KerberosBind(
                  new KerberosLogin(kerberos, new KerberosProblems(settings.name(), kerberos))
                      .subject(url.host()),
                  url.host(),
                  isSealed(url)));
    };
  }

  private BindRequest simple(LdapUrl url, Sign.Simple sign) throws LdapFailed {
    if (sign.bindDn().isBlank()) {
      throw problems.noBindDn();
    }
    if (sign.password().isEmpty()) {
      throw problems.emptyPassword(sign.bindDn());
    }
    if (isPlaintext(url) && !settings.allowPlaintext()) {
      throw problems.plaintextPassword(url);
    }
    return new SimpleBindRequest(sign.bindDn(), sign.password().reveal());
  }

  private void bind(LDAPConnection connection, LdapUrl url, BindRequest request) throws LdapFailed {
    try {
      connection.bind(request);
    } catch (LDAPException refused) {
      throw problems.binding(url, refused);
    }
  }

  private LDAPConnectionOptions options(Use use, CertifiedHost host) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(millis());
    options.setUseSynchronousMode(use == Use.ASKING);
    options.setResponseTimeoutMillis(millis());
    if (use == Use.PIPELINE) {
      // Each asynchronous request with a timeout costs a timer task; the pipeline watches itself.
      PIPELINED.forEach(type -> options.setResponseTimeoutMillis(type, 0));
    }
    options.setFollowReferrals(false);
    options.setMaxMessageSize(ReadCeiling.OCTETS);
    options.setUseSchema(false);
    options.setBindWithDNRequiresPassword(true);
    options.setSSLSocketVerifier(host);
    return options;
  }

  private int millis() {
    return Math.toIntExact(settings.timeout().toMillis());
  }
}
