// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.RDN;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LdapModelTest {
  private static final String AT = "ou=users,dc=example,dc=com";
  private static final String LEFT = "ou=left,dc=example,dc=com";

  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private LdapModel model;
  private LdapModel moving;

  @BeforeEach
  void begin() throws Exception {
    try (LDAPConnection connection = slapd.get().connect()) {
      Directory directory = Directory.whole(connection);
      model = model(directory, Optional.empty());
      moving = model(directory, Optional.of(new DN(LEFT)));
    }
  }

  @Test
  void comparesByTheMatchingRulesOfTheSchema() {
    ValueRule manager = model.attribute("manager").rule();
    ValueRule classes = model.attribute("objectClass").rule();

    assertEquals(
        manager.normal("uid=Mara,OU=Users, dc=example,dc=com"),
        manager.normal("UID=mara,ou=users,dc=example,dc=com"));
    assertEquals(classes.normal("INETORGPERSON"), classes.normal("inetOrgPerson"));
    assertEquals(classes.normal("2.16.840.1.113730.3.2.2"), classes.normal("inetOrgPerson"));
    assertFalse(model.attribute("cn").rule().normal("mara").equals("Mara"));
  }

  @Test
  void knowsHowManyValuesThereMayBe() {
    assertTrue(model.attribute("displayName").singleValued());
    assertFalse(model.attribute("mail").singleValued());
    assertTrue(model.attribute("objectClass").accumulates());
    assertFalse(model.attribute("cn").accumulates());
    assertEquals("uid", model.naming());
    assertFalse(model.sellsSeats());
  }

  @Test
  void putsANewAccountRightUnderTheConfiguredPlace() {
    assertEquals("uid=mara.lind," + AT, key(model, "mara.lind", Optional.empty()));
  }

  @Test
  void hasNoKeyWithoutAValueToNameItBy() {
    assertEquals(Optional.empty(), model.key(new Attributes(new TreeMap<>()), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "uid=mara,ou=vfx,ou=users,dc=example,dc=com | mara"
            + " |uid=mara,ou=vfx,ou=users,dc=example,dc=com",
        "uid=mara,ou=vfx,ou=users,dc=example,dc=com | holm"
            + " |uid=holm,ou=vfx,ou=users,dc=example,dc=com",
        "uid=mara,ou=users,dc=example,dc=com        | Mara |uid=Mara,ou=users,dc=example,dc=com",
        "UID=mara,OU=users,dc=example,dc=com        | mara |UID=mara,OU=users,dc=example,dc=com",
        "cn=Mara Lind,ou=users,dc=example,dc=com    | mara |cn=Mara"
            + " Lind,ou=users,dc=example,dc=com",
        "cn=M+uid=mara,ou=users,dc=example,dc=com   | holm"
            + " |cn=M+uid=holm,ou=users,dc=example,dc=com",
        "uid=a\\2Cb,ou=users,dc=example,dc=com      | a,b  |uid=a\\2Cb,ou=users,dc=example,dc=com",
      })
  void keepsAnAccountWhereItIs(String current, String login, String expected) {
    assertEquals(
        expected,
        key(model, login, Optional.of(new AccountKey(current))).replace("ou=users, ", ""));
  }

  @Test
  void bringsAReturnerBackFromWhereLeaversGo() {
    Optional<AccountKey> left = Optional.of(new AccountKey("uid=mara," + LEFT));
    Optional<AccountKey> here = Optional.of(new AccountKey("uid=mara,ou=vfx," + AT));

    assertEquals("uid=mara," + AT, key(moving, "mara", left));
    assertEquals("uid=mara,ou=vfx," + AT, key(moving, "mara", here));
  }

  @Test
  void anyLoginIsOnePartOfTheNameAndComesBackEqual() throws Exception {
    for (String login : AnyText.values(2_000)) {
      DN dn = new DN(key(model, login, Optional.empty()));

      RDN rdn = Objects.requireNonNull(dn.getRDN());
      assertEquals(new DN(AT), dn.getParent());
      assertEquals(List.of("uid"), List.of(rdn.getAttributeNames()));
      assertEquals(List.of(login), List.of(rdn.getAttributeValues()));
      assertEquals(dn.toString(), key(model, login, Optional.of(new AccountKey(dn.toString()))));
    }
  }

  @Test
  void findsNothingWrongWithAGoodPerson() {
    assertEquals(List.of(), model.flawsInNew(person(Map.of())));
  }

  static List<Flaw> flaws() {
    return List.of(
        new Flaw("LDAP-UNKNOWN-ATTRIBUTE", Blame.CONFIGURATION, Map.of("mial", List.of("x@y"))),
        new Flaw("LDAP-UNKNOWN-CLASS", Blame.CONFIGURATION, Map.of("objectClass", List.of("x"))),
        new Flaw("LDAP-NO-CLASS", Blame.CONFIGURATION, Map.of("objectClass", List.of())),
        new Flaw("LDAP-MUST-MISSING", Blame.DATA, Map.of("sn", List.of())),
        new Flaw(
            "LDAP-ATTRIBUTE-NOT-ALLOWED", Blame.CONFIGURATION, Map.of("loginShell", List.of("/x"))),
        new Flaw("LDAP-SINGLE-VALUED", Blame.DATA, Map.of("displayName", List.of("a", "b"))),
        new Flaw("LDAP-NOT-WRITABLE", Blame.CONFIGURATION, Map.of("entryUUID", List.of("1"))),
        new Flaw("LDAP-SYNTAX", Blame.DATA, Map.of("mail", List.of("mära@example.com"))),
        new Flaw("LDAP-SYNTAX", Blame.DATA, Map.of("manager", List.of("the boss"))),
        new Flaw("LDAP-SYNTAX", Blame.DATA, Map.of("telephoneNumber", List.of("ext; 5"))),
        new Flaw("LDAP-SYNTAX", Blame.DATA, Map.of("title", List.of("half a pair \uD83C"))),
        new Flaw("LDAP-TOO-LONG", Blame.DATA, Map.of("mail", List.of("m".repeat(257)))),
        new Flaw("LDAP-CONTROL-CHARACTER", Blame.DATA, Map.of("cn", List.of("Mara\u0000Lind"))),
        new Flaw("LDAP-CONTROL-CHARACTER", Blame.DATA, Map.of("cn", List.of("Mara\nLind"))));
  }

  record Flaw(String code, Blame blame, Map<String, List<String>> values) {}

  @ParameterizedTest
  @MethodSource("flaws")
  void findsWhatTheServerWouldRefuseInANewAccount(Flaw flaw) {
    List<Problem> problems = model.flawsInNew(person(flaw.values()));

    assertEquals(List.of(flaw.code()), problems.stream().map(Problem::code).toList());
    Problem problem = problems.getFirst();
    assertEquals(flaw.blame(), problem.blame());
    assertTrue(
        problem.what().startsWith(flaw.values().keySet().iterator().next() + ":"), problem.what());
    assertFalse(problem.text().contains("\u0000"));
  }

  @Test
  void findsWhatTheServerWouldRefuseInAChange() {
    Attributes wanted = new Attributes(new TreeMap<>(Map.of("mail", List.of("ä@b"))));

    List<Problem> problems = model.flawsInChange(wanted, List.of("sn", "title", "mial"));

    assertEquals(
        List.of("LDAP-SYNTAX", "LDAP-MUST-MISSING", "LDAP-UNKNOWN-ATTRIBUTE"),
        problems.stream().map(Problem::code).toList());
  }

  @Test
  void takesLinesWhereLinesAreUsual() {
    assertEquals(List.of(), model.flawsInNew(person(Map.of("description", List.of("one\ntwo")))));
  }

  private static LdapModel model(Directory directory, Optional<DN> leavers) throws Exception {
    AccountNames names = new AccountNames(directory.schema(), "uid", new DN(AT), leavers);
    return new LdapModel("directory", "uid", directory, names, Optional.empty(), _ -> false);
  }

  private static String key(LdapModel model, String login, Optional<AccountKey> current) {
    return model.key(person(Map.of("uid", List.of(login))), current).orElseThrow().value();
  }

  private static Attributes person(Map<String, List<String>> changed) {
    TreeMap<String, List<String>> all = new TreeMap<>();
    all.put("objectClass", List.of("inetOrgPerson"));
    all.put("uid", List.of("mara"));
    all.put("cn", List.of("Mara Lind"));
    all.put("sn", List.of("Lind"));
    all.putAll(changed);
    return new Attributes(all);
  }
}
