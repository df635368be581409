// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import com.unboundid.ldap.sdk.DN;
import dev.rollcall.app.config.keys.Syntax;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.connectors.ldap.LdapSettings.StartTls;
import dev.rollcall.core.model.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads how a directory is reached.
final class LdapReader {
  private static final int PAGE = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Section section;
  private final StandIns variables;

  LdapReader(Section section, StandIns variables) {
    this.section = section;
    this.variables = variables;
  }

  Optional<LdapSettings> read(String name) {
    Passwords.literal(section, "bind_password");
    List<LdapAddress> addresses = addresses();
    if (addresses.stream().anyMatch(LdapAddress::sandbox)) {
      return sandbox(name, addresses);
    }
    Optional<Sign> sign = sign(addresses);
    Optional<Path> caFile = section.file("ca_file");
    Duration timeout = Timeouts.of(section, TIMEOUT);
    if (addresses.isEmpty() || sign.isEmpty()) {
      return Optional.empty();
    }
    StartTls tls = tls(addresses, sign.get());
    return Optional.of(
        new LdapSettings(
            name,
            addresses.stream().map(LdapAddress::text).toList(),
            sign.get(),
            tls,
            caFile,
            section.texts("pinned_certificate"),
            section.flag("allow_plaintext") || local(addresses),
            section.whole("page_size", PAGE),
            timeout));
  }

  private Optional<LdapSettings> sandbox(String name, List<LdapAddress> addresses) {
    if (addresses.size() > 1) {
      section.problem(
          "url",
          "CONFIG-VALUE",
          "mixes 'sandbox:' with other addresses",
          "a built-in directory has no second address",
          "keep one of them");
    }
    return addresses.stream()
        .filter(LdapAddress::sandbox)
        .findFirst()
        .flatMap(address -> Sandbox.absolute(section, "url", address.text()))
        .map(url -> sandbox(name, url));
  }

  private LdapSettings sandbox(String name, String url) {
    return new LdapSettings(
        name,
        List.of(url),
        new Sign.Anonymous(),
        StartTls.OFF,
        Optional.empty(),
        true,
        section.whole("page_size", PAGE),
        Timeouts.of(section, TIMEOUT));
  }

  private List<LdapAddress> addresses() {
    List<LdapAddress> addresses = new ArrayList<>();
    for (Scalar scalar : section.scalars("url")) {
      address(scalar.text(), Optional.of(scalar)).ifPresent(addresses::add);
    }
    if (!section.has("url")) {
      Optional<String> url = variables.get("LDAP_URL");
      url.flatMap(text -> address(text, Optional.empty())).ifPresent(addresses::add);
      if (url.isEmpty()) {
        section.missing(
            "url",
            "an ldap system needs an address" + variables.why("LDAP_URL"),
            "add 'url:' with ldaps://HOST" + variables.fix("LDAP_URL"));
      }
    }
    return addresses;
  }

  private Optional<LdapAddress> address(String text, Optional<Scalar> scalar) {
    if (Shown.holdsPassword(text)) {
      Passwords.inAddress(section, "url");
      return Optional.empty();
    }
    Optional<LdapAddress> address = LdapAddress.of(text);
    if (address.isEmpty() && !text.isBlank()) {
      String shown = scalar.map(Scalar::shown).orElse("LDAP_URL");
      invalid(scalar, shown);
    }
    return address;
  }

  private void invalid(Optional<Scalar> scalar, String shown) {
    if (scalar.isPresent() && section.context().findings().placed(scalar.get().at())) {
      return;
    }
    section
        .context()
        .findings()
        .problem(
            scalar.map(Scalar::at).orElse(section.at()),
            "CONFIG-VALUE",
            section.path() + ".url takes the address of a directory",
            "here is " + shown,
            "write ldaps://HOST, ldaps://HOST:PORT, ldap://HOST, ldaps+srv://DOMAIN, ldapi://PATH"
                + " or sandbox:FILE;"
                + " where people are is said in the sync");
  }

  private Optional<Sign> sign(List<LdapAddress> addresses) {
    boolean kerberos = section.text("sasl").filter("gssapi"::equals).isPresent();
    if (!kerberos) {
      List.of("principal", "keytab", "kdc")
          .forEach(key -> section.misplaced(key, "it is for 'sasl: gssapi'"));
    }
    if (kerberos) {
      return kerberos();
    }
    if (section.has("sasl")) {
      return Optional.of(external(addresses));
    }
    section.misplaced("client_certificate", "it is for 'sasl: external'");
    Optional<String> dn = section.text("bind_dn").or(this::fallbackDn);
    Optional<Secret> password = section.secret("bind_password");
    if (dn.isEmpty() && password.isEmpty()) {
      return Optional.of(new Sign.Anonymous());
    }
    if (dn.isEmpty()) {
      section.missing("bind_dn", "there is a password, and nobody it belongs to", "add 'bind_dn:'");
      return Optional.empty();
    }
    Optional<Secret> whole = password.or(() -> variables.get("LDAP_BIND_PASSWORD").map(Secret::of));
    if (whole.isEmpty()) {
      String shown = section.scalar("bind_dn").map(Scalar::written).orElse(dn.get());
      section.missing(
          "bind_password",
          "'%s' cannot sign in without".formatted(shown) + variables.why("LDAP_BIND_PASSWORD"),
          "add 'bind_password: ${env:NAME}'" + variables.fix("LDAP_BIND_PASSWORD"));
    }
    return whole.map(secret -> new Sign.Simple(dn.get(), secret));
  }

  private Optional<String> fallbackDn() {
    Optional<String> dn = variables.get("LDAP_BIND_DN");
    if (dn.isPresent() && !DN.isValidDN(dn.get())) {
      section
          .context()
          .findings()
          .problem(
              section.at(),
              "CONFIG-VALUE",
              section.path() + " takes 'bind_dn' from LDAP_BIND_DN, and that is no DN",
              "here is '" + dn.get() + "'",
              "set LDAP_BIND_DN to a DN like cn=rollcall,dc=example,dc=com, or add 'bind_dn:'");
    }
    return dn;
  }

  private Optional<Sign> kerberos() {
    section.misplaced("bind_dn", "with 'sasl: gssapi' it is 'principal' who signs in");
    section.misplaced("bind_password", "with 'sasl: gssapi' the key is in 'keytab'");
    section.misplaced("client_certificate", "it is for 'sasl: external'");
    Optional<String> principal = section.text("principal");
    Optional<Path> keytab = section.file("keytab");
    section.missing(
        "principal",
        "'sasl: gssapi' signs in by a Kerberos name",
        "add 'principal:' with NAME@REALM, the realm in capitals");
    section.missing(
        "keytab",
        "'sasl: gssapi' signs in by a key out of a file",
        "add 'keytab:' with the file that ktpass or samba-tool domain exportkeytab wrote");
    return principal
        .filter(Syntax.PRINCIPAL::accepts)
        .flatMap(who -> keytab.map(file -> new Sign.Kerberos(who, file, section.texts("kdc"))));
  }

  private Sign external(List<LdapAddress> addresses) {
    section.misplaced("bind_dn", "with 'sasl: external' the server knows who signs in");
    section.misplaced("bind_password", "with 'sasl: external' there is no password");
    boolean local = addresses.stream().allMatch(address -> address.scheme().equals("ldapi"));
    if (!local) {
      section.missing(
          "client_certificate",
          "'sasl: external' signs in by certificate, except on ldapi://",
          "add 'client_certificate:' with a PEM file of the certificate and its key");
    }
    return new Sign.External(section.file("client_certificate"));
  }

  private StartTls tls(List<LdapAddress> addresses, Sign sign) {
    boolean exposed = addresses.stream().anyMatch(LdapAddress::exposed);
    boolean plain = addresses.stream().anyMatch(address -> address.scheme().equals("ldap"));
    boolean secret =
        switch (sign) {
          case Sign.Anonymous _, Sign.Kerberos _ -> false;
          case Sign.Simple _ -> exposed;
          case Sign.External _ -> plain;
        };
    boolean allowed = section.flag("allow_plaintext");
    boolean upgraded = section.flag("start_tls", secret && !allowed);
    if (!upgraded && secret && !allowed) {
      Passwords.plaintext(
          section, "start_tls", "the address begins with ldap://, and start_tls is false");
    }
    return upgraded && plain ? StartTls.REQUIRED : StartTls.OFF;
  }

  /// Whether whatever is not encrypted stays on this machine.
  private static boolean local(List<LdapAddress> addresses) {
    return addresses.stream().anyMatch(address -> address.scheme().equals("ldap"))
        && addresses.stream().noneMatch(LdapAddress::exposed);
  }
}
