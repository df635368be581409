// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ActiveDirectorySourceTest {
  @RegisterExtension static final SharedServerExtension<SambaServer> samba = Servers.sharedSamba();

  private String users;
  private String login;

  @BeforeEach
  void begin() {
    users = "ou=users," + samba.get().freshArea();
    login = "u" + UUID.randomUUID().toString().substring(0, 13);
  }

  @Test
  void idsAreWhatWindowsShows() throws Exception {
    user("userAccountControl: 514");

    Identity mara =
        read(users, "unique_id", "objectGUID", "objectSid", "sAMAccountName").getFirst();
    String shown = samba.get().tool("user", "show", login);

    assertEquals(mara.values("objectGUID"), mara.values("unique_id"));
    assertTrue(shown.contains("objectGUID: " + mara.values("objectGUID").getFirst()), shown);
    assertTrue(shown.contains("objectSid: " + mara.values("objectSid").getFirst()), shown);
    assertEquals(List.of(login), mara.values("sAMAccountName"));
  }

  @Test
  void bitsHaveNames() throws Exception {
    // ACCOUNTDISABLE, PASSWD_NOTREQD, NORMAL_ACCOUNT, DONT_EXPIRE_PASSWORD, SMARTCARD_REQUIRED
    user("userAccountControl: " + (0x2 | 0x20 | 0x200 | 0x10000 | 0x40000));

    Identity mara = read(users, LdapSource.BOOLEANS.toArray(String[]::new)).getFirst();

    assertEquals(List.of("true"), mara.values("disabled"));
    assertEquals(List.of("true"), mara.values("password_never_expires"));
    assertEquals(List.of("true"), mara.values("password_not_required"));
    assertEquals(List.of("true"), mara.values("smartcard_required"));
    assertEquals(List.of("false"), mara.values("locked"));
  }

  @Test
  void timesAreTimesAndNeverIsAbsent() throws Exception {
    user("accountExpires: 134396440868737150");
    Identity before = read(users, "accountExpires", "whenChanged", "lastLogon").getFirst();

    samba
        .get()
        .load(
            """
            dn: CN=Mara Lind,%s
            changetype: modify
            replace: accountExpires
            accountExpires: 9223372036854775807
            """
                .formatted(users));

    assertEquals(List.of("20261120102806Z"), before.values("accountExpires"));
    assertTrue(before.values("whenChanged").getFirst().matches("\\d{14}\\.0Z"));
    assertEquals(List.of(), before.values("lastLogon"));
    assertEquals(List.of(), read(users, "accountExpires").getFirst().values("accountExpires"));
  }

  @Test
  void allProxyAddressesAreThere() throws Exception {
    user("proxyAddresses: SMTP:mara@example.com\nproxyAddresses: smtp:m.lind@example.com");

    List<String> addresses =
        read(users, "proxyAddresses").getFirst().values("proxyAddresses").stream()
            .sorted()
            .toList();

    assertEquals(List.of("SMTP:mara@example.com", "smtp:m.lind@example.com"), addresses);
  }

  @Test
  void theWholeDomainIsReadAlthoughItRefersToOtherPartitions() throws Exception {
    user("displayName: Mara Lind");

    List<Identity> found = read(samba.get().suffix(), "displayName");

    assertTrue(found.size() > 1);
  }

  @Test
  void theGlobalCatalogueIsReadLikeAnyOther() throws Exception {
    user("displayName: Mara Lind");
    SambaServer server = samba.get();
    Settings settings =
        Settings.of(server.globalCatalogueUri()).as(server.admin()).trusting(server.caFile());

    List<Identity> found = read(settings, users, "displayName");

    assertEquals(List.of("Mara Lind"), found.getFirst().values("displayName"));
  }

  @Test
  void whoIsDeletedIsGone() throws Exception {
    user("displayName: Mara Lind");
    String guid =
        read(samba.get().suffix(), "objectGUID", "cn").getFirst().values("objectGUID").getFirst();
    samba.get().load("dn: CN=Mara Lind,%s\nchangetype: delete\n".formatted(users));

    List<Identity> left = read(samba.get().suffix(), "cn", "isDeleted");

    assertEquals(36, guid.length());
    assertTrue(left.stream().allMatch(each -> each.values("isDeleted").isEmpty()));
    assertTrue(left.stream().noneMatch(each -> each.origin().contains("DEL:")));
  }

  private void user(String more) throws Exception {
    Entry entry =
        new Entry(
            ("dn: CN=Mara Lind,%s\nobjectClass: user\nsAMAccountName: %s\n" + more)
                .formatted(users, login)
                .split("\n"));
    try (LDAPConnection connection = samba.get().connect()) {
      connection.add(entry);
    }
  }

  private List<Identity> read(String base, String... names) throws ReadFailed {
    return read(Settings.secure(samba.get(), samba.get().admin()), base, names);
  }

  private static List<Identity> read(Settings settings, String base, String... names)
      throws ReadFailed {
    LdapRead read =
        new LdapRead(
            List.of(base),
            "(&(objectClass=user)(!(objectClass=computer)))",
            Optional.empty(),
            Duration.ZERO);
    List<Identity> people = new ArrayList<>();
    try (LdapSource source = new LdapSource(settings.build(), read)) {
      source.read(new SourceRequest(List.of(names), Optional.empty()), people::add);
    }
    return people;
  }
}
