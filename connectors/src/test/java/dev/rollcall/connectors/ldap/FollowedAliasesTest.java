// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.Filter;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Aliases that a source follows.
class FollowedAliasesTest {
  private static final String CLOSED =
      "to dn.regex=\"^(.+,)?ou=closed,.+$\" by"
          + " dn.exact=\"cn=rollcall,ou=services,dc=example,dc=com\" none by * break";

  @RegisterExtension
  static final ServerExtension<SlapdServer> slapd =
      Servers.slapd(
          options -> options.accessRule(CLOSED).writer("ou=users", "ou=areas").sizeLimit(100_000));

  private String area;
  private String people;
  private String staff;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
    people = "ou=people," + area;
    staff = "ou=staff," + area;
    List.of("people", "staff").forEach(unit -> unit(unit, area));
    person("own", people);
    person("mara", staff);
    person("nils", staff);
  }

  @Test
  void findPersonsElsewhereUnderTheirOwnNames() throws Exception {
    alias("hers", people, "uid=mara," + staff);

    assertEquals(List.of("uid=own," + people), dns(ignoring(people)));
    assertEquals(List.of("uid=mara," + staff, "uid=own," + people), dns(following(people)));
  }

  @Test
  void findPersonsOnceHoweverManyLeadToThem() throws Exception {
    alias("one", people, "uid=mara," + staff);
    alias("two", people, "uid=mara," + staff);
    alias("here", people, "uid=own," + people);
    alias("up", staff, area);
    List<Identity> found = new ArrayList<>();

    CompleteRead read = read(source(1, following(people), ignoring(staff), following(area)), found);

    assertEquals(
        List.of("uid=mara," + staff, "uid=nils," + staff, "uid=own," + people), dns(found));
    assertEquals(3, read.entries());
    assertTrue(read.evidence().endsWith("; 7 aliases followed"), read.evidence());
  }

  @Test
  void leadToWholeBranchesAndOnFromThere() throws Exception {
    unit("branch", area);
    person("omar", "ou=branch," + area);
    alias("branch", people, "ou=branch," + area);
    alias("on", "ou=branch," + area, "uid=nils," + staff);
    alias("back", "ou=branch," + area, people);
    alias("chain", people, "cn=hers," + staff);
    alias("hers", staff, "uid=mara," + staff);

    assertEquals(
        List.of(
            "uid=mara," + staff,
            "uid=nils," + staff,
            "uid=omar,ou=branch," + area,
            "uid=own," + people),
        dns(following(people)));
  }

  @Test
  void mayStandInThePlaceOfTheBase() throws Exception {
    alias("base", area, staff);

    assertEquals(
        List.of("uid=mara," + staff, "uid=nils," + staff), dns(following("cn=base," + area)));
  }

  @Test
  void areFollowedInPages() throws Exception {
    for (int i = 0; i < 25; i++) {
      person("u" + i, staff);
      alias("u" + i, people, "uid=u%d,%s".formatted(i, staff));
    }
    List<Identity> found = new ArrayList<>();

    read(source(4, following(people)), found);

    assertEquals(26, dns(found).size());
  }

  @Test
  void endTheReadWhereTheyLeadNowhere() {
    alias("gone", people, "uid=gone," + staff);

    assertBroken("cn=gone," + people, following(people));
    assertBroken("cn=gone," + people, following("cn=gone," + people));
    assertEquals(List.of("uid=own," + people), assertReadable(ignoring(people)));
  }

  @Test
  void endTheReadWhereTheyLeadRoundAndRound() {
    alias("a", people, "cn=b," + people);
    alias("b", people, "cn=c," + people);
    alias("c", people, "cn=a," + people);

    Problem problem = assertBroken("," + people, following(people));
    assertTrue(problem.why().contains("circular"), problem.text());
  }

  @Test
  void endTheReadWhereTheyLeadToWhatIsNotShown() {
    unit("closed", area);
    person("omar", "ou=closed," + area);
    alias("his", people, "uid=omar,ou=closed," + area);

    Problem problem = assertBroken("cn=his," + people, following(people));
    assertTrue(problem.fix().contains("cn=rollcall,ou=services"), problem.text());
  }

  @Test
  void endTheReadWhereAServerDoesNotFollowThem() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=ad");
    config.setSchema(null);
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    try (InMemoryDirectoryServer server = new InMemoryDirectoryServer(config)) {
      server.add("dn: dc=ad", "objectClass: domain", "dc: ad");
      server.add("dn: cn=a,dc=ad", "objectClass: alias", "aliasedObjectName: dc=ad");
      server.startListening();
      LdapRead read = new LdapRead(List.of(following("dc=ad")), Optional.empty(), Duration.ZERO);
      LdapSettings settings = Settings.of("ldap://localhost:" + server.getListenPort()).build();

      ReadFailed failed =
          assertThrows(
              ReadFailed.class, () -> read(new LdapSource(settings, read), new ArrayList<>()));

      assertEquals("LDAP-ALIAS-BROKEN", failed.problem().code());
      assertTrue(failed.problem().why().contains("itself"), failed.problem().text());
    }
  }

  @Test
  void areTriedBeforeTheFirstRun() {
    alias("gone", people, "uid=gone," + staff);

    List<String> codes =
        source(1000, following(people)).check(request()).stream()
            .filter(Finding.Bad.class::isInstance)
            .map(finding -> ((Finding.Bad) finding).problem().code())
            .toList();

    assertEquals(List.of("LDAP-ALIAS-BROKEN"), codes);
  }

  @Test
  void findGroupsToo() throws Exception {
    group("crew", staff);
    alias("crew", people, "cn=crew," + staff);
    alias("again", people, "cn=crew," + staff);
    Map<String, List<String>> groups = new TreeMap<>();
    LdapGroups some = new LdapGroups(List.of(people), "(member=*)", AliasPolicy.FOLLOW);
    LdapRead read = new LdapRead(List.of(ignoring(people)), Optional.empty(), Duration.ZERO);

    try (LdapSource source = new LdapSource(settings(1000), read, Optional.of(some))) {
      source.readGroups(request(), (group, members) -> groups.put(group.origin(), members));
    }

    assertEquals(Map.of("cn=crew," + staff, List.of("uid=mara," + staff)), groups);
  }

  @Test
  void goOnLeadingToWhomAPlanChanges() throws Exception {
    alias("hers", people, "uid=mara," + staff);
    try (Desk desk =
        Desk.at(
            staff,
            Settings.of(slapd.get().uri()).as(slapd.get().account("rollcall")),
            Optional.empty(),
            slapd.get().connect())) {
      Account mara = desk.read("mara");
      Change update =
          desk.update(mara, new Edit("sn", desk.values(mara, "sn"), List.of("Changed")));
      List<Identity> after = new ArrayList<>();

      Source foreseen =
          desk.target().after(List.of(update)::stream, source(1000, following(people)));
      foreseen.read(request(), after::add);

      assertEquals(List.of("uid=mara," + staff, "uid=own," + people), dns(after));
    }
  }

  @Test
  void areShownInTheCommandThatRepeatsTheSearch() {
    PagedRead.Search search =
        new PagedRead.Search(people, Filter.createPresenceFilter("uid"), AliasPolicy.FOLLOW);

    String command = SearchCommand.of(settings(1000), search, List.of("uid"));

    assertTrue(command.contains(" -a always -b "), command);
    assertFalse(
        SearchCommand.of(
                settings(1000), new PagedRead.Search(people, search.filter()), List.of("uid"))
            .contains(" -a "));
  }

  private static Problem assertBroken(String alias, LdapPeople people) {
    List<Identity> found = new ArrayList<>();
    ReadFailed failed = assertThrows(ReadFailed.class, () -> read(source(1000, people), found));
    Problem problem = failed.problem();
    assertEquals("LDAP-ALIAS-BROKEN", problem.code(), problem.text());
    assertTrue(problem.what().contains(alias), problem.text());
    assertEquals(List.of(), found);
    return problem;
  }

  private static List<String> assertReadable(LdapPeople people) {
    try {
      return dns(people);
    } catch (ReadFailed failed) {
      throw new AssertionError(failed.problem().text(), failed);
    }
  }

  private static LdapPeople following(String base) {
    return new LdapPeople(List.of(base), "(uid=*)", AliasPolicy.FOLLOW);
  }

  private static LdapPeople ignoring(String base) {
    return new LdapPeople(List.of(base), "(uid=*)");
  }

  private static LdapSource source(int pageSize, LdapPeople... people) {
    return new LdapSource(
        settings(pageSize), new LdapRead(List.of(people), Optional.empty(), Duration.ZERO));
  }

  private static LdapSettings settings(int pageSize) {
    SlapdServer server = slapd.get();
    return Settings.of(server.uri()).as(server.account("rollcall")).pageSize(pageSize).build();
  }

  private static SourceRequest request() {
    return new SourceRequest(List.of("uid"), Optional.empty());
  }

  private static CompleteRead read(LdapSource source, List<Identity> found) throws ReadFailed {
    try (source) {
      return source.read(request(), found::add);
    }
  }

  private static List<String> dns(LdapPeople... people) throws ReadFailed {
    List<Identity> found = new ArrayList<>();
    read(source(1000, people), found);
    return dns(found);
  }

  private static List<String> dns(List<Identity> found) {
    return found.stream().map(Identity::origin).sorted().toList();
  }

  private static void unit(String name, String at) {
    load("ou=" + name, at, "objectClass: organizationalUnit");
  }

  private static void person(String login, String at) {
    load("uid=" + login, at, "objectClass: inetOrgPerson\ncn: %1$s\nsn: %1$s".formatted(login));
  }

  private static void group(String name, String at) {
    load("cn=" + name, at, "objectClass: groupOfNames\nmember: uid=mara," + at);
  }

  private static void alias(String name, String at, String to) {
    load(
        "cn=" + name,
        at,
        "objectClass: alias\nobjectClass: extensibleObject\naliasedObjectName: " + to);
  }

  private static void load(String rdn, String at, String lines) {
    slapd.get().load("dn: %s,%s\n%s\n".formatted(rdn, at, lines));
  }
}
