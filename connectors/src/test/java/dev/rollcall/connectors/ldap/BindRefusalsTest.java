// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.model.Secret;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Windows says to a sign-in, in words that no server here says.
class BindRefusalsTest {
  private static final String URL = "ldaps://dc1.example.com";
  private static final Sign KERBEROS =
      new Sign.Kerberos("rollcall@EXAMPLE.COM", Path.of("r.keytab"), List.of());
  private static final Sign PASSWORD = new Sign.Simple("cn=rollcall", Secret.of("x"));

  @Test
  void tellsThatTheControllerSawAnotherCertificate() {
    String said =
        "80090346: LdapErr: DSID-0C090597, comment: AcceptSecurityContext error, data 80090346,"
            + " v4563";

    assertEquals("LDAP-CHANNEL-BINDING", code(KERBEROS, ResultCode.INVALID_CREDENTIALS, said));
  }

  @Test
  void tellsThatSigningOrEncryptionIsDemanded() {
    String said =
        "00002028: LdapErr: DSID-0C090273, comment: The server requires binds to turn on integrity"
            + " checking if SSL\\TLS are not already active on the connection, data 0, v4563";

    assertEquals("LDAP-NEEDS-TLS", code(PASSWORD, ResultCode.STRONG_AUTH_REQUIRED, said));
    assertEquals("LDAP-NEEDS-SEALING", code(KERBEROS, ResultCode.STRONG_AUTH_REQUIRED, said));
  }

  @Test
  void doesNotSpeakOfAPasswordWhereThereIsNone() {
    assertEquals("LDAP-BIND-FAILED", code(KERBEROS, ResultCode.INVALID_CREDENTIALS, "no"));
    assertEquals("LDAP-BIND-REFUSED", code(PASSWORD, ResultCode.INVALID_CREDENTIALS, "no"));
  }

  private static String code(Sign sign, ResultCode result, String said) {
    ConnectProblems problems = new ConnectProblems(Settings.of(URL).sign(sign).build());
    return problems
        .binding(LdapUrl.parse(URL).orElseThrow(), new LDAPException(result, said))
        .problem()
        .code();
  }
}
