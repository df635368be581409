// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How a [SlapdServer] is set up. Left alone: `dc=example,dc=com`, no TLS, no overlays, slapd's own
/// size limit of 500, no waiting for the disk, every password made up at random.
public final class SlapdOptions {
  /// The overlays that can be set, in the order in which slapd gets them.
  static final List<String> OVERLAYS =
      List.of("accesslog", "memberof", "refint", "unique", "ppolicy", "syncprov");

  String suffix = "dc=example,dc=com";
  Optional<String> adminDn = Optional.empty();
  String adminPassword = Passwords.random();
  Optional<ServerCertificate> certificate = Optional.empty();
  boolean clientCertificates;
  Set<String> overlays = new LinkedHashSet<>();
  int sizeLimit = 500;
  boolean durable;
  long maxBytes = 4L << 30;
  int threads = 4;
  Optional<Path> folder = Optional.empty();
  Optional<Path> bulkLoad = Optional.empty();
  final StringBuilder initialLdif = new StringBuilder();
  final List<SlapdAccount> accounts = new ArrayList<>();
  final List<String> accessRules = new ArrayList<>();
  final List<String> schemas = new ArrayList<>(List.of("core", "cosine", "inetorgperson", "nis"));
  final Set<String> indexed = new LinkedHashSet<>();

  SlapdOptions() {
    indexed.addAll(List.of("objectClass", "entryUUID", "entryCSN", "modifyTimestamp"));
    indexed.addAll(List.of("uid", "mail", "cn", "member", "employeeNumber"));
  }

  /// The DN of the only database; its first part is a `dc`, `o` or `ou`.
  public SlapdOptions suffix(String dn) {
    suffix = dn;
    return this;
  }

  /// The identity for which no rule and no limit holds.
  public SlapdOptions admin(String dn, String password) {
    adminDn = Optional.of(dn);
    adminPassword = password;
    return this;
  }

  /// LDAPS on a port of its own and StartTLS on the plain one, with a certificate that is in order.
  public SlapdOptions tls() {
    return tls(ServerCertificate.VALID);
  }

  /// LDAPS and StartTLS with this certificate.
  public SlapdOptions tls(ServerCertificate kind) {
    certificate = Optional.of(kind);
    return this;
  }

  /// Asks clients for a certificate, so that SASL EXTERNAL over TLS binds as the account the
  /// certificate names. See [SlapdServer#clientCertificate(String)].
  public SlapdOptions clientCertificates() {
    clientCertificates = true;
    return certificate.isPresent() ? this : tls();
  }

  /// Any of `accesslog`, `memberof`, `refint`, `unique` (uid and mail), `ppolicy` (locks after 5
  /// wrong passwords) and `syncprov`.
  public SlapdOptions overlays(String... names) {
    for (String name : names) {
      if (!OVERLAYS.contains(name)) {
        throw new IllegalArgumentException("no overlay " + name + "; there are " + OVERLAYS);
      }
      overlays.add(name);
    }
    return this;
  }

  /// How many entries an ordinary identity gets from one search, paged or not.
  public SlapdOptions sizeLimit(int entries) {
    sizeLimit = entries;
    return this;
  }

  /// Waits for the disk at every change, as a server in production does.
  public SlapdOptions durable() {
    durable = true;
    return this;
  }

  /// The most the database can grow to; 4 GiB unless set.
  public SlapdOptions maxBytes(long bytes) {
    maxBytes = bytes;
    return this;
  }

  public SlapdOptions threads(int count) {
    threads = count;
    return this;
  }

  /// Where the temporary folder is made; without it in memory if there is enough.
  public SlapdOptions folder(Path parent) {
    folder = Optional.of(parent);
    return this;
  }

  /// Entries to begin with, below the suffix. `ou=users` and `ou=groups` are there.
  public SlapdOptions initialLdif(String entries) {
    initialLdif.append(entries.strip()).append("\n\n");
    return this;
  }

  /// A file of entries that `slapadd -q` loads before the start: about 60,000 a second.
  public SlapdOptions bulkLoad(Path ldif) {
    bulkLoad = Optional.of(ldif.toAbsolutePath());
    return this;
  }

  /// The account `cn=rollcall,ou=services,SUFFIX`, which reads without limit and writes only to the
  /// named places, such as `ou=users`; to `ou=users` if none is named.
  public SlapdOptions writer(String... places) {
    return account(
        "rollcall", OptionalInt.empty(), places.length == 0 ? new String[] {"ou=users"} : places);
  }

  /// The account `cn=reader,ou=services,SUFFIX`, which writes nowhere and gets this many entries.
  public SlapdOptions reader(int sizeLimit) {
    return account("reader", OptionalInt.of(sizeLimit));
  }

  /// An account `cn=name,ou=services,SUFFIX`.
  ///
  /// @param sizeLimit how many entries it gets from one search; all if empty
  /// @param places where it may write, as DNs relative to the suffix
  public SlapdOptions account(String name, OptionalInt sizeLimit, String... places) {
    accounts.add(new SlapdAccount(name, Passwords.random(), sizeLimit, List.of(places)));
    return this;
  }

  /// A rule that is asked before the others, as in `olcAccess`: `to ... by ...`.
  public SlapdOptions accessRule(String rule) {
    accessRules.add(rule);
    return this;
  }

  /// More of the schemas that come with slapd, such as `msuser`.
  public SlapdOptions schemas(String... names) {
    schemas.addAll(List.of(names));
    return this;
  }

  /// More attributes with an equality index.
  public SlapdOptions index(String... attributes) {
    indexed.addAll(List.of(attributes));
    return this;
  }

  String adminDn() {
    return adminDn.orElseGet(() -> "cn=admin," + suffix);
  }

  boolean has(String overlay) {
    return overlays.contains(overlay);
  }

  /// An account with its rights.
  record SlapdAccount(String name, String password, OptionalInt sizeLimit, List<String> places) {
    SlapdAccount {
      places = List.copyOf(places);
    }

    String dn(String suffix) {
      return "cn=" + name + ",ou=services," + suffix;
    }
  }
}
