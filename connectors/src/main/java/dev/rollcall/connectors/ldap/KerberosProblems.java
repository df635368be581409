// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in plain words why Kerberos gave no ticket.
record KerberosProblems(String system, Sign.Kerberos sign) {
  // Java shows the error code of RFC 4120 section 7.5.9 behind its own words.
  private static final Pattern CODE = Pattern.compile("\\((\\d{1,3})\\)");

  private static final int CLIENT_EXPIRED = 1;
  private static final int CLIENT_UNKNOWN = 6;
  private static final int SERVICE_UNKNOWN = 7;
  private static final int CIPHER_UNSUPPORTED = 14;
  private static final int CLIENT_REVOKED = 18;
  private static final int KEY_EXPIRED = 23;
  private static final int KEY_WRONG = 24;
  private static final int KEY_DOES_NOT_FIT = 31;
  private static final int NOT_YET_VALID = 33;
  private static final int CLOCK = 37;
  private static final int REALM_WRONG = 68;

  LdapFailed keytab(String why) {
    return failed(
        "LDAP-KEYTAB",
        Blame.CONFIGURATION,
        "the keytab %s of %s cannot be used".formatted(sign.keytab(), name()),
        why,
        "see what is in it: klist -k -e %s; export it again for %s and give it to this user alone"
            .formatted(sign.keytab(), sign.principal()),
        Optional.empty());
  }

  LdapFailed files(IOException unwritable) {
    return failed(
        "LDAP-KERBEROS",
        Blame.OPERATOR,
        "there is no place for the Kerberos configuration of this process",
        unwritable.toString(),
        "make the folder for temporary files writable, or name another: -Djava.io.tmpdir=FOLDER",
        Optional.of(unwritable));
  }

  /// No ticket for ourselves.
  LdapFailed login(Exception refused) {
    return of(refused, "the Kerberos server of " + sign.realm());
  }

  /// No ticket for the directory, or the directory does not take it.
  LdapFailed of(Exception refused, String whom) {
    String why = words(refused);
    OptionalInt code = code(refused);
    return code.isPresent()
        ? answered(code.getAsInt(), whom, why, refused)
        : unanswered(why, refused);
  }

  private LdapFailed answered(int code, String whom, String why, Exception refused) {
    return switch (code) {
      case CLIENT_UNKNOWN, REALM_WRONG ->
          failed(
              "LDAP-KERBEROS-PRINCIPAL",
              Blame.CONFIGURATION,
              "%s does not know %s".formatted(whom, sign.principal()),
              why,
              "check `principal` of %s: kinit -k -t %s %s"
                  .formatted(name(), sign.keytab(), sign.principal()),
              Optional.of(refused));
      case CLIENT_EXPIRED, CLIENT_REVOKED, KEY_EXPIRED ->
          failed(
              "LDAP-KERBEROS-PRINCIPAL",
              Blame.CONFIGURATION,
              "%s may not sign in: its account is disabled, locked or expired, or its password is"
                      .formatted(sign.principal())
                  + " expired",
              why,
              "open the account, and let its password never expire",
              Optional.of(refused));
      case KEY_WRONG, KEY_DOES_NOT_FIT ->
          failed(
              "LDAP-KERBEROS-KEY",
              Blame.CONFIGURATION,
              "the key of %s in %s is not its key any more"
                  .formatted(sign.principal(), sign.keytab()),
              why,
              "its password was changed after the keytab was exported: export the keytab again",
              Optional.of(refused));
      case CLOCK, NOT_YET_VALID ->
          failed(
              "LDAP-KERBEROS-CLOCK",
              Blame.OPERATOR,
              "the clocks of this machine and of %s differ too much".formatted(whom),
              why,
              "Kerberos bears five minutes: let this machine take its time from the domain"
                  + " controller (chronyc sources, timedatectl)",
              Optional.of(refused));
      case SERVICE_UNKNOWN ->
          failed(
              "LDAP-KERBEROS-SERVICE",
              Blame.CONFIGURATION,
              "%s knows no server by the name in `url` of %s".formatted(sign.realm(), name()),
              why,
              "write the server's own name in `url`, no alias and no address, as in the list of"
                  + " setspn -L DC: ldap/dc1.ad.example.com",
              Optional.of(refused));
      case CIPHER_UNSUPPORTED ->
          failed(
              "LDAP-KERBEROS-KEY",
              Blame.CONFIGURATION,
              "%s and Java share no encryption for %s".formatted(whom, sign.principal()),
              why,
              "allow AES for the account (msDS-SupportedEncryptionTypes: 24), set its password and"
                  + " export the keytab again",
              Optional.of(refused));
      default -> other(why, refused);
    };
  }

  private LdapFailed unanswered(String why, Exception refused) {
    boolean unreachable =
        causes(refused).stream()
                .anyMatch(cause ->
                    cause instanceof SocketTimeoutException
                        || cause instanceof PortUnreachableException
                        || cause instanceof SocketException
                        || cause instanceof UnknownHostException)
            || why.contains("Cannot locate KDC");
    return unreachable
        ? failed(
            "LDAP-KERBEROS-UNREACHABLE",
            Blame.REMOTE_SYSTEM,
            "no Kerberos server of %s can be reached for %s".formatted(sign.realm(), name()),
            why,
            sign.kdcs().isEmpty()
                ? "name one: `kdc: HOST` in %s, or let DNS answer: host -t SRV _kerberos._udp.%s"
                    .formatted(name(), sign.realm())
                : "check `kdc` of %s, and that port 88 is open by UDP and TCP".formatted(name()),
            Optional.of(refused))
        : other(why, refused);
  }

  private LdapFailed other(String why, Exception refused) {
    return failed(
        "LDAP-KERBEROS",
        Blame.CONFIGURATION,
        "%s cannot sign in to %s by Kerberos".formatted(sign.principal(), name()),
        why,
        "try the same without Rollcall: kinit -k -t %s %s, then ldapsearch -Y GSSAPI"
            .formatted(sign.keytab(), sign.principal()),
        Optional.of(refused));
  }

  static OptionalInt code(Throwable refused) {
    for (Throwable cause : causes(refused)) {
      Matcher matcher = CODE.matcher(String.valueOf(cause.getMessage()));
      if (cause.getClass().getName().contains("Krb") && matcher.find()
          || cause.getClass().getName().endsWith("LoginException") && matcher.find()) {
        return OptionalInt.of(Integer.parseInt(matcher.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static String words(Throwable refused) {
    return causes(refused).stream()
        .map(cause -> String.valueOf(cause.getMessage()).strip())
        .distinct()
        .collect(Collectors.joining(": "));
  }

  private static List<Throwable> causes(Throwable refused) {
    List<Throwable> causes = new ArrayList<>();
    Optional<Throwable> next = Optional.of(refused);
    while (next.isPresent() && causes.size() < 10) {
      causes.add(next.get());
      next = Optional.ofNullable(next.get().getCause());
    }
    return causes;
  }

  private String name() {
    return "'" + system + "'";
  }

  private static LdapFailed failed(
      String code,
      Blame blame,
      String what,
      String why,
      String fix,
      Optional<? extends Exception> cause) {
    Problem problem = new Problem(code, blame, what, why, fix);
    return cause
        .map(failure -> new LdapFailed(problem, failure))
        .orElseGet(() -> new LdapFailed(problem));
  }
}
