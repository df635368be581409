// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapUrl.Scheme;
import dev.rollcall.connectors.ldap.ServiceRecords.Target;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.naming.NamingException;

/// Finds the servers behind `ldaps+srv://DOMAIN` and `ldap+srv://DOMAIN`.
///
/// Whoever can forge an answer of DNS could name a server of his own, with a certificate that is
/// good for it. So only servers of that domain are asked.
record FoundServers(String system, ServiceRecords records) {
  private static final int LDAPS = 636;
  private static final int CATALOGUE = 3268;
  private static final int SECURE_CATALOGUE = 3269;

  List<LdapUrl> of(LdapUrl url) throws LdapFailed {
    List<LdapUrl> servers = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (Target target : targets(url)) {
      if (isOf(domain(url.host()), target.host())) {
        servers.add(LdapUrl.of(url.scheme(), target.host(), target.port()));
      } else {
        foreign.add(target.host());
      }
    }
    if (servers.isEmpty()) {
      throw none(url, foreign);
    }
    return servers;
  }

  /// Few publish `_ldaps`; Active Directory has one record for both, with the port of LDAP.
  private List<Target> targets(LdapUrl url) throws LdapFailed {
    try {
      if (url.scheme() == Scheme.PLAIN) {
        return records.of("_ldap._tcp." + url.host());
      }
      List<Target> secure = records.of("_ldaps._tcp." + url.host());
      return secure.isEmpty()
          ? records.of("_ldap._tcp." + url.host()).stream().map(FoundServers::secure).toList()
          : secure;
    } catch (NamingException unanswered) {
      throw new LdapFailed(
          new Problem(
              "LDAP-SRV",
              Blame.REMOTE_SYSTEM,
              "DNS does not say where the servers of '%s' (%s) are".formatted(system, url.text()),
              String.valueOf(unanswered.getMessage()),
              "check the name servers of this machine: host -t SRV _ldap._tcp." + url.host()),
          unanswered);
    }
  }

  private static Target secure(Target plain) {
    return new Target(
        plain.priority(),
        plain.weight(),
        plain.port() == CATALOGUE ? SECURE_CATALOGUE : LDAPS,
        plain.host());
  }

  private LdapFailed none(LdapUrl url, List<String> foreign) {
    String name = "_ldap._tcp." + url.host();
    return new LdapFailed(
        new Problem(
            "LDAP-SRV",
            Blame.CONFIGURATION,
            "DNS knows no server of '%s' for %s".formatted(system, url.text()),
            foreign.isEmpty()
                ? "there is no record " + name
                : "%s names %s, which is not in %s, so anybody could have said that"
                    .formatted(name, String.join(", ", foreign), domain(url.host())),
            "compare with host -t SRV %s, or name the servers in `url`: [ldaps://HOST, ...]"
                .formatted(name)));
  }

  /// What comes after names like `dc._msdcs.`, below which Active Directory lists its controllers.
  static String domain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int end = lower.lastIndexOf('_');
    return end < 0 ? lower : lower.substring(lower.indexOf('.', end) + 1);
  }

  static boolean isOf(String domain, String host) {
    return host.equals(domain) || host.endsWith("." + domain);
  }
}
