// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.unboundid.ldap.sdk.DN;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "uid=m.lind,ou=users,dc=example,dc=com",
        "UID=M.Lind, OU=Users ,DC=Example,dc=com",
        "cn=Mara Lind,ou=VFX and  CG,dc=example,dc=com",
        "cn=Lind\\, Mara,ou=users,dc=example,dc=com",
        "cn=Lind\\2C Mara,ou=users,dc=example,dc=com",
        "cn=Jürgen Öhm,ou=users,dc=example,dc=com",
        "cn=a+uid=b,dc=example",
        "uid=b+cn=a,dc=example",
        "cn=a=b,dc=example",
        "cn=\\ a\\ ,dc=example",
        "cn=,dc=example",
        "cn=#04024869,dc=example",
        "2.5.4.3=a,dc=example"
      })
  void bringsADnIntoOneForm(String dn) throws Exception {
    assertEquals(new DN(dn).toNormalizedString(), References.normal(dn));
  }

  @ParameterizedTest
  @ValueSource(strings = {"m.lind", "Mara", "mara=", "=mara", "a,b", "a=b,c", ""})
  void leavesALoginAsItIs(String login) {
    assertEquals(login, References.normal(login));
  }

  @Test
  void tellsLoginsThatDifferInCaseApart() {
    assertNotEquals(References.normal("mara"), References.normal("Mara"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "cn=a,dc=example#'0101'B; cn=a,dc=example",
        "cn=a,dc=example#''B; cn=a,dc=example",
        "cn=a#b,dc=example; cn=a#b,dc=example",
        "cn=a#'2'B; cn=a#'2'B"
      })
  void leavesTheBitsBehindANameOut(String value, String dn) {
    assertEquals(dn, References.withoutUid(value));
  }

  @Test
  void findsTheLoginInADn() {
    assertEquals(Optional.of("M.Lind"), References.login("UID=M.Lind,dc=example", "uid"));
    assertEquals(Optional.of("m"), References.login("cn=Mara+uid=m,dc=example", "uid"));
    assertEquals(Optional.empty(), References.login("cn=Mara,dc=example", "uid"));
  }
}
