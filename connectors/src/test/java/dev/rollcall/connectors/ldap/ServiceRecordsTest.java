// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.LDAPConnection;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.ServiceRecords.Target;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.ServerCertificate;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRecordsTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd = Servers.slapd(options -> options.tls());

  @RegisterExtension
  static final ServerExtension<SlapdServer> wrongHost =
      Servers.slapd(options -> options.tls(ServerCertificate.WRONG_HOST));

  @Test
  void triesTheServersThatDnsNamesByPriority() throws Exception {
    String first = "0 0 1 localhost";
    String second = "10 0 " + slapd.get().port() + " localhost";

    try (SmallDns dns = SmallDns.of(Map.of("_ldap._tcp.localhost", List.of(second, first)));
        LDAPConnection connection =
            open(dns, Settings.of("ldap+srv://localhost").trusting(slapd.get().caFile()))) {
      assertEquals(slapd.get().port(), connection.getConnectedPort());
    }
  }

  @Test
  void asksTheCertificateForTheNameThatDnsSaid() throws Exception {
    String good = "1 0 " + slapd.get().ldapsPort() + " localhost";
    String bad = "0 0 " + wrongHost.get().ldapsPort() + " localhost";
    Settings settings = Settings.of("ldaps+srv://localhost");

    try (SmallDns dns = SmallDns.of(Map.of("_ldaps._tcp.localhost", List.of(good, bad)))) {
      try (LDAPConnection connection = open(dns, settings.trusting(slapd.get().caFile()))) {
        assertEquals(slapd.get().ldapsPort(), connection.getConnectedPort());
      }
      Problem problem = problem(dns, settings.trusting(wrongHost.get().caFile()));
      assertEquals("LDAP-TLS-UNTRUSTED", problem.code());
      assertTrue(problem.why().contains("is for another host than localhost"), problem.text());
    }
  }

  @Test
  void asksNoServerOfAnotherDomain() throws Exception {
    List<String> forged = List.of("0 0 389 dc1.elsewhere.example", "0 0 389 notexample.com");

    try (SmallDns dns = SmallDns.of(Map.of("_ldap._tcp.example.com", forged))) {
      Problem problem = problem(dns, Settings.of("ldap+srv://example.com"));

      assertEquals("LDAP-SRV", problem.code());
      assertTrue(problem.why().contains("dc1.elsewhere.example"), problem.text());
    }
  }

  @Test
  void goesOnWithTheNextUrlWhereDnsKnowsNothing() throws Exception {
    try (SmallDns dns = SmallDns.of(Map.of())) {
      Settings settings = Settings.of("ldaps+srv://example.com");

      assertEquals("LDAP-SRV", problem(dns, settings).code());
      open(dns, Settings.of("ldaps+srv://example.com", slapd.get().uri())).close();
    }
  }

  @Test
  void takesThePortOfTlsWhereDnsNamesThatOfLdap() throws Exception {
    Map<String, List<String>> records =
        Map.of(
            "_ldap._tcp.ad.example.com", List.of("0 100 389 dc1.ad.example.com"),
            "_ldap._tcp.gc._msdcs.ad.example.com", List.of("0 100 3268 DC1.ad.example.com"));

    try (SmallDns dns = SmallDns.of(records)) {
      assertEquals("ldaps://dc1.ad.example.com:636", only(dns, "ldaps+srv://ad.example.com"));
      assertEquals("ldap://dc1.ad.example.com:389", only(dns, "LDAP+SRV://ad.example.com/"));
      assertEquals(
          "ldaps://dc1.ad.example.com:3269", only(dns, "ldaps+srv://gc._msdcs.ad.example.com"));
    }
  }

  @Test
  void drawsLotsByWeight() {
    ServiceRecords records = new ServiceRecords("dns:", new Random(7));
    List<Target> targets = List.of(new Target(0, 90, 1, "heavy"), new Target(0, 10, 1, "light"));
    long heavy =
        IntStream.range(0, 1000)
            .filter(_ -> records.inOrder(targets).getFirst().host().equals("heavy"))
            .count();

    assertTrue(heavy > 800 && heavy < 980, Long.toString(heavy));
  }

  @ParameterizedTest
  @CsvSource({
    "ad.example.com,ad.example.com",
    "dc._msdcs.ad.example.com,ad.example.com",
    "Berlin._sites.dc._msdcs.ad.example.com,ad.example.com"
  })
  void knowsTheDomainBehindNamesOfServices(String host, String domain) {
    assertEquals(domain, FoundServers.domain(host));
  }

  private static String only(SmallDns dns, String url) throws LdapFailed {
    ServiceRecords records = new ServiceRecords(dns.url(), new Random(1));
    LdapUrl service = LdapUrl.parse(url).orElseThrow();
    return new FoundServers("directory", records).of(service).getFirst().text();
  }

  private static LDAPConnection open(SmallDns dns, Settings settings) throws LdapFailed {
    ServiceRecords records = new ServiceRecords(dns.url(), new Random(1));
    return new LdapConnections(settings.build(), records).open(Use.ASKING);
  }

  private static Problem problem(SmallDns dns, Settings settings) {
    return assertThrows(LdapFailed.class, () -> open(dns, settings).close()).problem();
  }
}
