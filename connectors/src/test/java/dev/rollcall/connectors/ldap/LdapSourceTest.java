// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.controls.ManageDsaITRequestControl;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LdapSourceTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private String area;

  @BeforeEach
  void begin() {
    area = slapd.get().freshArea();
  }

  @Test
  void deliversTheValuesThatAreAskedFor() throws Exception {
    load(
        """
        uid: mara
        cn: Mara Lind
        cn: Mara
        cn;lang-fr: Mara L.
        sn: Lind
        jpegPhoto:: /9j/4AA=
        """);

    List<Identity> people =
        read("(uid=*)", "UID", "cn", "cn;lang-fr", "jpegPhoto", "mail", "dn", "disabled");

    Identity mara = people.getFirst();
    assertEquals(
        List.of(
            List.of("mara"),
            List.of("Mara Lind", "Mara"),
            List.of("Mara L."),
            List.of("/9j/4AA="),
            List.of(),
            List.of("uid=mara,ou=users," + area),
            List.of("false")),
        mara.values());
    assertEquals("uid=mara,ou=users," + area, mara.origin());
    assertEquals(List.of("mara"), mara.values("uid"));
  }

  @Test
  void deliversOperationalAttributesByName() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");

    Identity mara = read("(uid=mara)", "entryUUID", "modifyTimestamp").getFirst();

    assertEquals(36, mara.values("entryUUID").getFirst().length());
    assertTrue(mara.values("modifyTimestamp").getFirst().endsWith("Z"));
  }

  @Test
  void readsPageAfterPageAndProvesIt() throws Exception {
    for (int i = 0; i < 25; i++) {
      load("uid: u%d\ncn: U\nsn: U\n".formatted(i));
    }
    List<Identity> people = new ArrayList<>();

    CompleteRead read =
        source(settings().pageSize(10), "(uid=*)", users())
            .read(new SourceRequest(List.of("uid"), Optional.empty()), people::add);

    assertEquals(25, people.stream().map(Identity::origin).distinct().count());
    assertEquals(25, read.entries());
    assertEquals(3, read.requests());
    assertTrue(read.evidence().contains("empty cookie, result success"), read.evidence());
    assertEquals(Optional.empty(), read.cursor());
  }

  @Test
  void deliversAnEntryOfTwoBasesOnce() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");
    List<Identity> people = new ArrayList<>();

    source(settings(), "(uid=*)", users(), area, "OU=users, " + area, "ou=groups," + area)
        .read(new SourceRequest(List.of("uid"), Optional.empty()), people::add);

    assertEquals(1, people.size());
  }

  @Test
  void takesValuesThatLookLikeSyntaxAsTheyAre() throws Exception {
    load("uid: mara\ncn: *)(uid=*))(|(cn=\\2a\nsn:: YVwAYg==\n");

    Identity mara = read("(sn=a\\5c\\00b)", "cn", "sn").getFirst();

    assertEquals(List.of("*)(uid=*))(|(cn=\\2a"), mara.values("cn"));
    assertEquals(List.of("a\\\0b"), mara.values("sn"));
  }

  @Test
  void followsTheServersClock() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");
    LdapSource source = following(Duration.ZERO);
    Optional<String> first = cursor(source, Optional.empty());

    load("uid: nils\ncn: Nils\nsn: Ek\n");
    List<Identity> changed = new ArrayList<>();
    CompleteRead second = source.read(new SourceRequest(List.of("uid"), first), changed::add);

    assertTrue(changed.stream().anyMatch(person -> person.values("uid").contains("nils")));
    assertTrue(second.cursor().orElseThrow().compareTo(first.orElseThrow()) >= 0);
  }

  @Test
  void goesBackByTheOverlap() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");

    String exact = cursor(following(Duration.ZERO), Optional.empty()).orElseThrow();
    String earlier = cursor(following(Duration.ofDays(1)), Optional.empty()).orElseThrow();

    assertTrue(earlier.compareTo(exact) < 0, earlier);
  }

  @Test
  void keepsTheCursorWhenNothingHasChanged() throws Exception {
    Optional<String> later = Optional.of("20990101000000Z");

    assertEquals(later, cursor(following(Duration.ZERO), later));
  }

  @Test
  void failsOnAWrongBase() {
    Problem problem = problem("(uid=*)", "ou=nobody," + area);

    assertEquals("LDAP-NO-BASE", problem.code());
    assertTrue(problem.what().contains("ou=nobody," + area), problem.text());
    assertTrue(problem.fix().contains("ldapsearch"), problem.text());
  }

  @Test
  void refusesABadFilterBeforeItAsks() {
    Halt halt =
        assertThrows(Halt.class, () -> source(settings(), "(&(uid=*)(cn=x)", users()).close());

    assertEquals("LDAP-FILTER", halt.problems().getFirst().code());
  }

  @Test
  void refusesABadBaseBeforeItAsks() {
    Halt halt = assertThrows(Halt.class, () -> source(settings(), "(uid=*)", "users").close());

    assertEquals("LDAP-DN", halt.problems().getFirst().code());
  }

  @Test
  void failsWhenAPartOfTheTreeIsElsewhere() throws Exception {
    AddRequest referral =
        new AddRequest(
            "dn: ou=far,ou=users," + area,
            "objectClass: referral",
            "objectClass: extensibleObject",
            "ou: far",
            "ref: ldap://elsewhere.example/ou=far");
    referral.addControl(new ManageDsaITRequestControl(true));
    try (LDAPConnection administrator = slapd.get().connect()) {
      administrator.add(referral);
    }

    Problem problem = problem("(uid=*)", users());

    assertEquals("LDAP-REFERRAL", problem.code());
    assertTrue(problem.why().contains("ldap://elsewhere.example/ou=far"), problem.text());
  }

  @Test
  void findsNothingBadInAGoodSetup() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");

    List<Finding> findings =
        source(settings(), "(uid=*)", users())
            .check(new SourceRequest(List.of("uid", "dn", "disabled"), Optional.empty()));

    assertEquals(
        List.of(), findings.stream().filter(found -> !(found instanceof Finding.Good)).toList());
    assertTrue(findings.toString().contains("OpenLDAP"), findings.toString());
    assertTrue(findings.toString().contains("TLSv1.3"), findings.toString());
    assertTrue(findings.toString().contains("cn=rollcall"), findings.toString());
  }

  @Test
  void warnsOfAnAttributeThatNobodyCanHave() {
    List<Finding> findings =
        source(settings(), "(uid=*)", users())
            .check(new SourceRequest(List.of("mial"), Optional.empty()));

    Finding.Warning warning =
        findings.stream()
            .filter(Finding.Warning.class::isInstance)
            .map(Finding.Warning.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("LDAP-UNKNOWN-ATTRIBUTE", warning.problem().code());
    assertTrue(warning.problem().fix().contains("did you mean mail?"), warning.problem().fix());
  }

  @Test
  void namesTheDirectoryByItsKind() throws Exception {
    LdapSource source = source(settings(), "(uid=*)", users());

    source.read(new SourceRequest(List.of("uid"), Optional.empty()), _ -> {});

    assertEquals("directory", source.name());
    assertEquals("OpenLDAP", source.kind());
  }

  @Test
  void letsTheCallersOwnFailureThrough() throws Exception {
    load("uid: mara\ncn: Mara\nsn: Lind\n");
    LdapSource source = source(settings(), "(uid=*)", users());

    assertThrows(
        ArithmeticException.class,
        () ->
            source.read(
                new SourceRequest(List.of("uid"), Optional.empty()),
                _ -> {
                  throw new ArithmeticException("full");
                }));
  }

  private void load(String attributes) {
    String uid = attributes.lines().findFirst().orElseThrow().substring("uid: ".length());
    slapd
        .get()
        .load(
            "dn: uid=%s,ou=users,%s\nobjectClass: inetOrgPerson\n%s"
                .formatted(uid, area, attributes));
  }

  private String users() {
    return "ou=users," + area;
  }

  private List<Identity> read(String filter, String... names) throws ReadFailed {
    List<Identity> people = new ArrayList<>();
    source(settings(), filter, users())
        .read(new SourceRequest(List.of(names), Optional.empty()), people::add);
    people.sort(Comparator.comparing(Identity::origin));
    return people;
  }

  private Problem problem(String filter, String base) {
    return assertThrows(
            ReadFailed.class,
            () ->
                source(settings(), filter, base)
                    .read(new SourceRequest(List.of("uid"), Optional.empty()), _ -> {}))
        .problem();
  }

  private LdapSource following(Duration overlap) {
    return new LdapSource(
        settings().build(),
        new LdapRead(List.of(users()), "(uid=*)", Optional.of("modifyTimestamp"), overlap));
  }

  private static Optional<String> cursor(LdapSource source, Optional<String> since)
      throws ReadFailed {
    return source.read(new SourceRequest(List.of("uid"), since), _ -> {}).cursor();
  }

  private static Settings settings() {
    return Settings.secure(slapd.get(), slapd.get().account("rollcall"));
  }

  private static LdapSource source(Settings settings, String filter, String... bases) {
    return new LdapSource(
        settings.build(), new LdapRead(List.of(bases), filter, Optional.empty(), Duration.ZERO));
  }
}
