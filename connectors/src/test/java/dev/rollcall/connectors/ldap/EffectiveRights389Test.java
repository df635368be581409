// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.DirectoryServer389;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An account of 389 Directory Server that has the rights which `rollcall rights` prints, or one
/// less, and no others.
class EffectiveRights389Test {
  @RegisterExtension
  static final SharedServerExtension<DirectoryServer389> server = Servers.sharedDirectory389();

  private static final String PASSWORD = "Rights-of-its-own-1";
  private static final List<String> MAPPED =
      List.of("objectClass", "uid", "cn", "sn", "mail", "jpegPhoto", "gidNumber");

  private String area;
  private Credentials who;

  @BeforeEach
  void begin() {
    area = server.get().freshArea();
    who = new Credentials("cn=rollcall," + area, PASSWORD);
    server
        .get()
        .load(
            """
            dn: cn=rollcall,%1$s
            objectClass: applicationProcess
            objectClass: simpleSecurityObject
            cn: rollcall
            userPassword: %2$s

            dn: uid=mara,ou=users,%1$s
            objectClass: inetOrgPerson
            uid: mara
            cn: Mara Lind
            sn: Lind

            dn: cn=vfx,ou=groups,%1$s
            objectClass: groupOfNames
            cn: vfx
            member: uid=mara,ou=users,%1$s
            """
                .formatted(area, PASSWORD));
  }

  @Test
  void nothingIsMissingWithExactlyThose() throws Exception {
    grant("");

    List<Finding> findings = check();

    assertEquals(List.of(), bad(findings));
    assertFalse(findings.toString().contains("LDAP-RIGHTS-UNSEEN"), findings::toString);
    assertTrue(
        findings.toString().contains("has the rights it needs, as the server says of uid=mara,"),
        findings::toString);
    assertTrue(
        findings.toString().contains("(but not of gidNumber, which it cannot have)"),
        findings::toString);
    assertTrue(findings.toString().contains("says of cn=vfx,"), findings::toString);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          write mail                , 'writes people', ' \\|\\| mail'
          write jpegPhoto           , 'writes people', ' \\|\\| jpegPhoto'
          write nsAccountLock       , 'writes people', ' \\|\\| nsAccountLock'
          read mail                 , 'reads people' , ' \\|\\| mail'
          read nsUniqueId           , 'reads people' , ' \\|\\| nsUniqueId'
          add entries               , 'adds people'  , '.+'
          delete entries            , 'deletes people', '.+'
          write member              , 'writes groups', ' \\|\\| member'
          add entries               , 'adds groups'  , '.+'
          """)
  void oneRightLessIsNamed(String missing, String aci, String less) throws Exception {
    grant(aci, less);

    List<Problem> problems = bad(check());

    assertTrue(
        problems.stream()
            .anyMatch(
                problem -> problem.what().contains("has no right to %s below".formatted(missing))),
        problems::toString);
    assertTrue(
        problems.stream().allMatch(problem -> problem.code().equals("LDAP-RIGHTS")),
        problems::toString);
    assertEquals(
        Set.of("give %s the rights that 'rollcall rights directory' prints".formatted(who.dn())),
        Set.copyOf(problems.stream().map(Problem::fix).toList()));
    assertEquals(1, problems.size(), problems::toString);
  }

  @Test
  void aDirectoryWithoutAccountsTellsWhetherTheyMayBeAdded() throws Exception {
    grant("adds people", ".+");
    server.get().load("dn: uid=mara,ou=users,%s\nchangetype: delete\n".formatted(area));

    List<Problem> problems = bad(check());

    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().what().contains("no right to add entries below ou=users,"));
  }

  private void grant(String aci, String... less) throws Exception {
    LdapRights rights = LdapRights.ask(settings().build());
    rights.keeps(accounts(), MAPPED, Kind.OF_USERS);
    rights.keeps(groups(), List.of("cn", "description"), ofGroups());
    List<String> lines = new ArrayList<>();
    for (String line : rights.lines()) {
      if (less.length == 0 || !line.contains("\"rollcall %s\"".formatted(aci))) {
        lines.add(line);
      } else {
        String rest = line.replaceAll(less[0], "");
        assertFalse(rest.equals(line), line);
        if (!rest.isEmpty()) {
          lines.add(rest);
        }
      }
    }
    server.get().load(String.join("\n", lines) + "\n");
  }

  private List<Finding> check() {
    try (LdapTarget target =
        new LdapTarget(settings().build(), accounts(), Optional.of(groups()))) {
      List<Finding> findings =
          new ArrayList<>(
              target.check(new AccountRequest(MAPPED, Optional.empty()), Kind.OF_USERS));
      findings.addAll(
          target.checkGroups(
              new AccountRequest(List.of("cn", "description"), Optional.empty()), ofGroups()));
      return findings;
    }
  }

  private static Set<Kind> ofGroups() {
    return EnumSet.of(Kind.CREATE_GROUP, Kind.UPDATE_GROUP, Kind.DELETE_GROUP, Kind.MEMBERS);
  }

  private static List<Problem> bad(List<Finding> findings) {
    return findings.stream()
        .filter(Finding.Bad.class::isInstance)
        .map(finding -> assertInstanceOf(Finding.Bad.class, finding).problem())
        .toList();
  }

  private Settings settings() {
    return Settings.secure(server.get(), who);
  }

  private LdapAccounts accounts() {
    return new LdapAccounts(
        "ou=users," + area, "uid", Optional.empty(), Optional.empty(), Optional.empty());
  }

  private LdapGroupAccounts groups() {
    return new LdapGroupAccounts(
        "ou=groups," + area, "cn", GroupKind.GROUP_OF_NAMES, Optional.empty(), Optional.empty());
  }
}
