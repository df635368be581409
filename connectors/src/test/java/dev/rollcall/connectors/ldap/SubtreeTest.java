// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtreeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ou=users,dc=example,dc=com | uid=mara,ou=users,dc=example,dc=com | true",
        "ou=users,dc=example,dc=com | ou=users,dc=example,dc=com | true",
        "ou=users, dc=example, dc=com | UID=mara,OU=Users,DC=Example,DC=com | true",
        "ou=users,dc=example,dc=com | uid=mara, ou=users, dc=example, dc=com | true",
        "organizationalUnitName=users,dc=example,dc=com | uid=m,ou=users,dc=example,dc=com | true",
        "ou=M\u00fcller,dc=com | uid=m,ou=Mu\u0308ller,dc=com | true",
        "ou=M\\C3\\BCller,dc=com | uid=m,ou=M\u00fcller,dc=com | true",
        "ou=a+l=b,dc=com | uid=m,l=b+ou=a,dc=com | true",
        "ou=users,dc=example,dc=com | dc=example,dc=com | false",
        "ou=users,dc=example,dc=com | uid=mara\\,ou=users,dc=example,dc=com | false",
        "ou=users,dc=example,dc=com | uid=a,ou=xusers,dc=example,dc=com | false",
        "ou=users,dc=example,dc=com | ,ou=users,dc=example,dc=com | false",
      })
  void holdsWhatIsBelowIt(String base, String dn, boolean held) {
    assertEquals(held, Subtree.of(base).holds(dn));
  }

  @Test
  void tellsNewTextsFromOldOnes() {
    Fingerprints seen = new Fingerprints();

    for (int i = 0; i < 300_000; i++) {
      assertTrue(seen.add("uid=user" + i + ",ou=users,dc=example,dc=com"));
    }
    for (int i = 0; i < 300_000; i++) {
      assertFalse(seen.add("uid=user" + i + ",ou=users,dc=example,dc=com"));
    }
  }
}
