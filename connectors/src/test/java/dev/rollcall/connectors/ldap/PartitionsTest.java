// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultReference;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  private static final String ROOT = "DC=ad,DC=example,DC=com";
  private static final String CONFIGURATION =
      "ldap://ad.example.com/CN=Configuration,DC=ad,DC=example,DC=com";
  private static final String DNS =
      "ldap://DomainDnsZones.ad.example.com/DC=DomainDnsZones,DC=ad,DC=example,DC=com";
  private static final String CHILD =
      "ldap://berlin.ad.example.com/DC=berlin,DC=ad,DC=example,DC=com";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CONFIGURATION + "|true",
        DNS + "|true",
        "ldap://f/dc=forestdnszones,dc=ad,dc=example,dc=com??sub|true",
        "ldap://x/CN=Schema,CN=Configuration,DC=ad,DC=example,DC=com|true",
        CHILD + "|false",
        "ldap://x/OU=Configuration,DC=ad,DC=example,DC=com|false",
        "ldap://x|false",
        "nonsense|false"
      })
  void knowsThePartitionsThatHoldNobody(String url, boolean without) {
    assertEquals(without, Partitions.isWithoutPeople(url));
  }

  @Test
  void readsADomainWholeWhoseOtherPartitionsHoldNobody() throws Exception {
    CompleteRead read = read("1.2.840.113556.1.4.800", CONFIGURATION, DNS);

    assertEquals(1, read.entries());
    assertTrue(read.evidence().contains("references"), read.evidence());
  }

  @Test
  void missesThePeopleOfAChildDomainBelowTheBase() {
    ReadFailed failed =
        assertThrows(ReadFailed.class, () -> read("1.2.840.113556.1.4.800", CONFIGURATION, CHILD));

    assertEquals("LDAP-REFERRAL", failed.problem().code());
    assertTrue(failed.problem().why().contains(CHILD), failed.problem().text());
    assertTrue(failed.problem().fix().contains("3269"), failed.problem().text());
  }

  @Test
  void givesNamesNoMeaningInOtherDirectories() {
    ReadFailed failed = assertThrows(ReadFailed.class, () -> read("1.1", CONFIGURATION));

    assertEquals("LDAP-REFERRAL", failed.problem().code());
  }

  private static CompleteRead read(String capability, String... references) throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(ROOT);
    config.setSchema(null);
    config.setCustomRootDSEAttributes(List.of(new Attribute("supportedCapabilities", capability)));
    config.addInMemoryOperationInterceptor(new Referring(List.of(references)));
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
      server.add("dn: " + ROOT, "objectClass: domain", "dc: ad");
      server.add("dn: cn=Mara," + ROOT, "objectClass: user", "cn: Mara");
      server.startListening();
      LdapRead people =
          new LdapRead(List.of(ROOT), "(objectClass=user)", Optional.empty(), Duration.ZERO);
      Settings settings = Settings.of("ldap://localhost:" + server.getListenPort());
      try (LdapSource source = new LdapSource(settings.build(), people)) {
        return source.read(new SourceRequest(List.of("cn"), Optional.empty()), _ -> {});
      }
    }
  }

  private static final class Referring extends InMemoryOperationInterceptor {
    private final List<String> urls;

    private Referring(List<String> urls) {
      super();
      this.urls = urls;
    }

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest asked) throws LDAPException {
      if (asked.getRequest().getScope().equals(SearchScope.SUB)) {
        for (String url : urls) {
          asked.sendSearchReference(new SearchResultReference(new String[] {url}, new Control[0]));
        }
      }
    }
  }
}
