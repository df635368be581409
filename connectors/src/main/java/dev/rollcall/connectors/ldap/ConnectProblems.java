// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.CertificatePin.OtherCertificate;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.security.sasl.SaslException;

/// Says in plain words why a directory cannot be reached or signed in to.
final class ConnectProblems {
  private static final Set<String> WORTH_TRYING_ANOTHER_SERVER =
      Set.of(
          "LDAP-UNREACHABLE",
          "LDAP-BUSY",
          "LDAP-SRV",
          "LDAP-TLS",
          "LDAP-TLS-EXPIRED",
          "LDAP-TLS-HOSTNAME",
          "LDAP-TLS-PIN",
          "LDAP-TLS-UNTRUSTED",
          "LDAP-NO-STARTTLS");

  // SEC_E_BAD_BINDINGS, behind `data` in the message of a refused sign-in: MS-ERREF 2.1.1.
  private static final String BAD_BINDINGS = "80090346";

  private final LdapSettings settings;

  ConnectProblems(LdapSettings settings) {
    this.settings = settings;
  }

  boolean mayTryNext(Problem problem) {
    return WORTH_TRYING_ANOTHER_SERVER.contains(problem.code());
  }

  /// One failure for several servers: the last one leads, the others are named.
  LdapFailed together(List<LdapFailed> failures) {
    LdapFailed last = failures.getLast();
    if (failures.size() == 1) {
      return last;
    }
    String others =
        failures.subList(0, failures.size() - 1).stream()
            .map(failed -> failed.problem().what())
            .collect(Collectors.joining("; "));
    Problem problem = last.problem();
    return new LdapFailed(
        new Problem(
            problem.code(),
            problem.blame(),
            problem.what(),
            problem.why() + "; before that: " + others,
            problem.fix()),
        last);
  }

  LdapFailed connecting(LdapUrl url, LDAPException failure, Optional<String> wrongName) {
    if (wrongName.isPresent()) {
      return wrongHostName(url, wrongName.get(), failure);
    }
    return cause(failure, SSLException.class).isPresent()
        ? tls(url, failure)
        : unreachable(url, failure);
  }

  LdapFailed startingTls(LdapUrl url, LDAPException failure, Optional<String> wrongName) {
    if (wrongName.isPresent()) {
      return wrongHostName(url, wrongName.get(), failure);
    }
    if (cause(failure, SSLException.class).isPresent()) {
      return tls(url, failure);
    }
    return lost(failure.getResultCode())
        ? unreachable(url, failure)
        : noStartTls(url, original(failure));
  }

  LdapFailed noStartTls(LdapUrl url, String why) {
    return failed(
        "LDAP-NO-STARTTLS",
        Blame.CONFIGURATION,
        "%s (%s) does not do StartTLS, so nothing was sent to it".formatted(name(), url.text()),
        why,
        "use ldaps:// in `url`, or set up a certificate in the server");
  }

  LdapFailed emptyPassword(String bindDn) {
    return failed(
        "LDAP-EMPTY-PASSWORD",
        Blame.CONFIGURATION,
        "the password of %s for %s is empty; nothing was sent".formatted(bindDn, name()),
        "a server takes a bind with an empty password for an anonymous one and says yes"
            + " (RFC 4513 section 5.1.2)",
        "set `bind_password` of %s, or leave `bind_dn` out to sign in as nobody".formatted(name()));
  }

  LdapFailed noBindDn() {
    return failed(
        "LDAP-NO-BIND-DN",
        Blame.CONFIGURATION,
        "%s has a password but no name to sign in with".formatted(name()),
        "`bind_dn` is empty",
        "set `bind_dn` of %s".formatted(name()));
  }

  LdapFailed plaintextPassword(LdapUrl url) {
    return failed(
        "LDAP-PLAINTEXT-PASSWORD",
        Blame.CONFIGURATION,
        "refusing to send the password for %s without encryption".formatted(name()),
        "%s is neither ldaps:// nor does it demand StartTLS, and the server is not this machine"
            .formatted(url.text()),
        "use ldaps:// or `start_tls: true` in %s; `allow_plaintext: true` if the network is safe"
            .formatted(name()));
  }

  LdapFailed binding(LdapUrl url, LDAPException refused) {
    ResultCode code = refused.getResultCode();
    String why = original(refused);
    if (settings.sign() instanceof Sign.Kerberos kerberos) {
      Optional<SaslException> noTicket = cause(refused, SaslException.class);
      if (noTicket.isPresent()) {
        return new KerberosProblems(settings.name(), kerberos)
            .of(noTicket.get(), "the Kerberos server of " + kerberos.realm());
      }
    }
    if (why.contains(BAD_BINDINGS)) {
      return otherCertificate(url, why);
    }
    if (code.equals(ResultCode.INVALID_CREDENTIALS)
        && !(settings.sign() instanceof Sign.Kerberos)) {
      return failed(
          "LDAP-BIND-REFUSED",
          Blame.CONFIGURATION,
          "%s (%s) does not accept the password of %s".formatted(name(), url.text(), who()),
          why,
          "check `bind_dn` and `bind_password`: "
              + command("ldapsearch -H %s -D '%s' -W -b '' -s base".formatted(url.text(), who())));
    }
    if (code.equals(ResultCode.STRONG_AUTH_REQUIRED) && settings.sign() instanceof Sign.Kerberos) {
      return failed(
          "LDAP-NEEDS-SEALING",
          Blame.CONFIGURATION,
          "%s (%s) takes a sign-in by Kerberos only if Kerberos encrypts what follows"
              .formatted(name(), url.text()),
          why,
          "use ldap:// without `start_tls` in %s: Kerberos then encrypts instead of TLS"
              .formatted(name()));
    }
    if (code.equals(ResultCode.CONFIDENTIALITY_REQUIRED)
        || code.equals(ResultCode.STRONG_AUTH_REQUIRED)) {
      return failed(
          "LDAP-NEEDS-TLS",
          Blame.CONFIGURATION,
          "%s (%s) takes no password without encryption".formatted(name(), url.text()),
          why,
          "use ldaps:// or `start_tls: true` in %s; with Active Directory also `sasl: gssapi`"
              .formatted(name()));
    }
    if (code.equals(ResultCode.BUSY) || code.equals(ResultCode.UNAVAILABLE)) {
      return busy(url, why);
    }
    return lost(code) ? unreachable(url, refused) : bindFailed(url, why);
  }

  private LdapFailed otherCertificate(LdapUrl url, String why) {
    return failed(
        "LDAP-CHANNEL-BINDING",
        Blame.CONFIGURATION,
        "%s (%s) takes nobody whose sign-in is not tied to its own certificate"
            .formatted(name(), url.text()),
        why,
        "connect to the domain controller itself, not to a proxy or load balancer that shows a"
            + " certificate of its own");
  }

  private LdapFailed bindFailed(LdapUrl url, String why) {
    String fix =
        switch (settings.sign()) {
          case Sign.External _ ->
              "let the server map this certificate or user to an entry, or use a password";
          case Sign.Kerberos kerberos ->
              "see what the server says to: kinit -k -t %s %s && ldapwhoami -H %s -Y GSSAPI"
                  .formatted(kerberos.keytab(), kerberos.principal(), url.text());
          case Sign.Anonymous _, Sign.Simple _ ->
              "check `bind_dn`: "
                  + command("ldapwhoami -H %s -D '%s' -W".formatted(url.text(), who()));
        };
    return failed(
        "LDAP-BIND-FAILED",
        Blame.CONFIGURATION,
        "%s (%s) does not let %s sign in".formatted(name(), url.text(), who()),
        why,
        fix);
  }

  private LdapFailed busy(LdapUrl url, String why) {
    return failed(
        "LDAP-BUSY",
        Blame.REMOTE_SYSTEM,
        "%s (%s) is too busy to let anybody sign in".formatted(name(), url.text()),
        why,
        "try again later");
  }

  private LdapFailed unreachable(LdapUrl url, LDAPException failure) {
    return failed(
        "LDAP-UNREACHABLE",
        Blame.REMOTE_SYSTEM,
        "%s cannot be reached at %s".formatted(name(), url.text()),
        plain(failure),
        "check that the server runs and that this machine may reach it: "
            + command("ldapsearch -x -H %s -s base".formatted(url.text())));
  }

  private LdapFailed wrongHostName(LdapUrl url, String mismatch, LDAPException failure) {
    return new LdapFailed(
        problem(
            "LDAP-TLS-HOSTNAME",
            Blame.CONFIGURATION,
            "the certificate of %s is for another host than %s".formatted(name(), url.host()),
            mismatch,
            "use the name in the certificate in `url`, or give the server a certificate for %s"
                .formatted(url.host())),
        failure);
  }

  private String command(String command) {
    return SearchCommand.trusting(settings, command);
  }

  private LdapFailed tls(LdapUrl url, LDAPException failure) {
    String why = plain(failure);
    Optional<OtherCertificate> other = cause(failure, OtherCertificate.class);
    if (other.isPresent()) {
      return failed(
          "LDAP-TLS-PIN",
          Blame.CONFIGURATION,
          "%s (%s) shows another certificate than the pinned one".formatted(name(), url.text()),
          String.valueOf(other.get().getMessage()),
          "if its administrator confirms that fingerprint, write it into `pinned_certificate`;"
              + " if not, somebody is in between");
    }
    Optional<CertificateExpiredException> expired =
        cause(failure, CertificateExpiredException.class);
    if (expired.isPresent() || cause(failure, CertificateNotYetValidException.class).isPresent()) {
      return failed(
          "LDAP-TLS-EXPIRED",
          Blame.REMOTE_SYSTEM,
          "the certificate of %s (%s) is %s"
              .formatted(name(), url.text(), expired.isPresent() ? "expired" : "not valid yet"),
          why,
          "renew the certificate in the server; check the clock of this machine");
    }
    if (cause(failure, CertPathBuilderException.class).isPresent()
        || cause(failure, CertPathValidatorException.class).isPresent()) {
      return failed(
          "LDAP-TLS-UNTRUSTED",
          Blame.CONFIGURATION,
          "the certificate of %s (%s) is signed by nobody we trust".formatted(name(), url.text()),
          why,
          "set `ca_file` of %s to the certificate of the authority that signed it, in PEM"
              .formatted(name()));
    }
    return failed(
        "LDAP-TLS",
        Blame.REMOTE_SYSTEM,
        "no TLS with %s (%s)".formatted(name(), url.text()),
        why,
        "check that this port speaks TLS 1.2 or later: openssl s_client -connect %s:%d"
            .formatted(url.host(), url.port()));
  }

  /// Who signs in, for people.
  String who() {
    return who(settings.sign());
  }

  static String who(Sign sign) {
    return switch (sign) {
      case Sign.Anonymous() -> "anonymous";
      case Sign.Simple simple -> simple.bindDn();
      case Sign.External(Optional<?> file) ->
          file.map(path -> "the certificate in " + path).orElse("the user of this process");
      case Sign.Kerberos kerberos -> kerberos.principal();
    };
  }

  /// Whether the code comes from our side of a connection that is no good any more; servers do not
  /// send these: RFC 1823 section 8 and its successors.
  static boolean lost(ResultCode code) {
    return code.intValue() >= ResultCode.SERVER_DOWN_INT_VALUE
        && code.intValue() <= ResultCode.CONNECT_ERROR_INT_VALUE;
  }

  /// What the server or the library said, word for word.
  static String original(LDAPException failure) {
    return "%s (%d): %s"
        .formatted(
            failure.getResultCode().getName(),
            failure.getResultCode().intValue(),
            String.valueOf(failure.getMessage()).strip());
  }

  /// What went wrong at the bottom of it. The library puts every layer into one text, with its own
  /// version at the end.
  private static String plain(LDAPException failure) {
    Throwable deepest = failure;
    for (int depth = 0; depth < 20 && deepest.getCause() != null; depth++) {
      deepest = deepest.getCause();
    }
    Optional<String> said =
        Optional.ofNullable(deepest.getMessage()).filter(text -> text.contains(" "));
    return deepest.equals(failure) || said.isEmpty()
        ? original(failure)
        : "%s (%d): %s"
            .formatted(
                failure.getResultCode().getName(), failure.getResultCode().intValue(), said.get());
  }

  private String name() {
    return "'" + settings.name() + "'";
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> kind) {
    Optional<Throwable> next = Optional.of(failure);
    for (int depth = 0; depth < 20 && next.isPresent(); depth++) {
      if (kind.isInstance(next.get())) {
        return Optional.of(kind.cast(next.get()));
      }
      next = Optional.ofNullable(next.get().getCause());
    }
    return Optional.empty();
  }

  private static LdapFailed failed(String code, Blame blame, String what, String why, String fix) {
    return new LdapFailed(problem(code, blame, what, why, fix));
  }

  private static Problem problem(String code, Blame blame, String what, String why, String fix) {
    return new Problem(code, blame, what, why, fix);
  }
}
