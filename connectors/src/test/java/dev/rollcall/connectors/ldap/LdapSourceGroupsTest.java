// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapSourceGroupsTest {
  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(options ->
          options.schemas("dyngroup").overlays("memberof", "refint").reader(Integer.MAX_VALUE));

  private String area;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
  }

  @Test
  void readsGroupsOfEveryKind() throws Exception {
    person("mara");
    person("nils");
    group(
        "names",
        "groupOfNames",
        "member: uid=mara," + users(),
        "member: UID=Nils, OU=users,%s".formatted(area));
    group("unique", "groupOfUniqueNames", "uniqueMember: uid=mara,%s#'0101'B".formatted(users()));
    group("logins", "posixGroup", "gidNumber: 5000", "memberUid: mara", "memberUid: Nobody");
    group("nobody", "posixGroup", "gidNumber: 5001");

    assertEquals(
        Map.of(
            "names", List.of(dn("mara"), dn("nils")),
            "unique", List.of(dn("mara")),
            "logins", List.of("mara", "Nobody"),
            "nobody", List.of()),
        members(source("(cn=*)")));
  }

  @Test
  void namesMembersThatAreGroupsOrElsewhereOrNowhere() throws Exception {
    group("inner", "groupOfNames", "member: uid=gone," + users());
    group(
        "outer",
        "groupOfNames",
        "member: cn=inner," + groups(),
        "member: cn=rollcall,ou=services,dc=example,dc=com");

    assertEquals(
        Map.of(
            "inner", List.of(dn("gone")),
            "outer",
                List.of(
                    References.normal("cn=inner," + groups()),
                    "cn=rollcall,ou=services,dc=example,dc=com")),
        members(source("(objectClass=groupOfNames)")));
  }

  @Test
  void takesAGroupsOwnNameForNobody() throws Exception {
    group("empty", "groupOfNames", "member: CN=empty," + groups());

    assertEquals(Map.of("empty", List.of()), members(source("(objectClass=groupOfNames)")));
  }

  @Test
  void findsTheMembersOfDynamicGroups() throws Exception {
    person("mara");
    person("nils");
    String url = "memberURL: ldap:///%s??%s?(uid=%s)";
    group("all", "groupOfURLs", url.formatted(users(), "sub", "*"));
    group("again", "groupOfURLs", url.formatted(users(), "sub", "*"));
    group("one", "groupOfURLs", url.formatted(users(), "one", "mara"));
    group("none", "groupOfURLs", url.formatted(area, "one", "mara"));
    Map<String, List<String>> members = new TreeMap<>();

    CompleteRead read = read(source("(objectClass=groupOfURLs)"), members);

    assertEquals(
        Map.of(
            "all", List.of(dn("mara"), dn("nils")),
            "again", List.of(dn("mara"), dn("nils")),
            "one", List.of(dn("mara")),
            "none", List.of()),
        members);
    assertEquals(4, read.entries());
    assertEquals(4, read.requests());
    assertTrue(read.evidence().endsWith("3 searches for the members of dynamic groups"));
  }

  @Test
  void failsWhereNobodyCanTellWhoIsInAGroup() throws Exception {
    group("dynamic", "groupOfURLs", "memberURL: https://example.com/everybody");

    ReadFailed failed =
        assertThrows(ReadFailed.class, () -> members(source("(objectClass=groupOfURLs)")));

    assertEquals("LDAP-MEMBER-URL", failed.problem().code());
  }

  @Test
  void readsPageAfterPageAndProvesIt() throws Exception {
    person("mara");
    for (int i = 0; i < 25; i++) {
      group("g" + i, "groupOfNames", "member: uid=mara," + users());
    }
    Map<String, List<String>> members = new TreeMap<>();

    CompleteRead read = read(source(settings().pageSize(10), "(cn=*)"), members);

    assertEquals(25, members.size());
    assertEquals(25, read.entries());
    assertEquals(3, read.requests());
    assertTrue(read.evidence().contains("empty cookie, result success"), read.evidence());
  }

  @Test
  void readsAGroupOfFiveThousand() throws Exception {
    String[] many = new String[5000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "member: uid=u%d,%s".formatted(i, users());
    }
    group("many", "groupOfNames", many);

    assertEquals(5000, GroupDesk.named("many", members(source("(cn=*)"))).size());
  }

  @Test
  void looksForLoginsOnlyWhereGroupsHaveThem() {
    assertEquals(List.of("dn"), source("(objectClass=groupOfNames)").memberColumns());
    assertEquals(
        List.of("dn", "uid"),
        source("(|(objectClass=groupOfNames)(objectClass=posixgroup))").memberColumns());
    assertEquals(List.of("dn", "uid"), source("(cn=*)").memberColumns());
  }

  @Test
  void saysWhatIsWrongWithTheConfiguration() {
    Halt halt =
        assertThrows(
            Halt.class,
            () ->
                new LdapSource(
                    settings().build(),
                    people(),
                    Optional.of(new LdapGroups(List.of("groups"), "(cn=*"))));

    assertEquals(2, halt.problems().size());
  }

  @Test
  void checksThatGroupsCanBeRead() throws Exception {
    SourceRequest request = new SourceRequest(List.of("cn", "description"), Optional.empty());

    List<Finding> good = source("(cn=*)").checkGroups(request);
    List<Finding> none = new LdapSource(settings().build(), people()).checkGroups(request);

    assertTrue(good.stream().allMatch(Finding.Good.class::isInstance), good::toString);
    Finding.Bad bad = assertInstanceOf(Finding.Bad.class, none.getFirst());
    assertEquals("LDAP-NO-GROUPS", bad.problem().code());
  }

  private Map<String, List<String>> members(LdapSource source) throws ReadFailed {
    Map<String, List<String>> members = new TreeMap<>();
    read(source, members);
    return members;
  }

  private static CompleteRead read(LdapSource source, Map<String, List<String>> members)
      throws ReadFailed {
    return source.readGroups(
        new SourceRequest(List.of("cn"), Optional.empty()),
        (group, of) ->
            members.put(
                group.values("cn").getFirst(),
                of.stream().sorted(String.CASE_INSENSITIVE_ORDER).toList()));
  }

  private LdapSource source(String filter) {
    return source(settings(), filter);
  }

  private LdapSource source(Settings settings, String filter) {
    return new LdapSource(
        settings.build(), people(), Optional.of(new LdapGroups(List.of(groups()), filter)));
  }

  private LdapRead people() {
    return new LdapRead(List.of(users()), "(uid=*)", Optional.empty(), Duration.ZERO);
  }

  private static Settings settings() {
    SlapdServer server = slapd.get();
    return Settings.of(server.uri()).as(server.account("reader"));
  }

  private void person(String login) {
    slapd
        .get()
        .load(
            """
            dn: uid=%1$s,%2$s
            objectClass: inetOrgPerson
            uid: %1$s
            cn: %1$s
            sn: %1$s
            """
                .formatted(login, users()));
  }

  private void group(String name, String kind, String... lines) {
    slapd
        .get()
        .load(
            "dn: cn=%1$s,%2$s\nobjectClass: %3$s\ncn: %1$s\n%4$s\n"
                .formatted(name, groups(), kind, String.join("\n", lines)));
  }

  private String dn(String login) {
    return References.normal("uid=%s,%s".formatted(login, users()));
  }

  private String users() {
    return "ou=users," + area;
  }

  private String groups() {
    return "ou=groups," + area;
  }
}
