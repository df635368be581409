// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.BindResult;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SASLBindRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.jspecify.annotations.Nullable;

/// Signs in by SASL GSSAPI, RFC 4752, as a subject that has a ticket.
///
/// The library's own request says where realms are in system properties, so that a process could
/// know but one. Without TLS this one demands that everything after it is encrypted by Kerberos;
/// with TLS it binds itself to the server's certificate, RFC 5929.
final class KerberosBind extends SASLBindRequest {
  static final String MECHANISM = "GSSAPI";

  private static final long serialVersionUID = 1L;
  private static final String SERVICE = "ldap";
  private static final String SEALED = "auth-conf";
  private static final String PLAIN = "auth";

  // Read by com.sun.security.sasl.gsskerb.GssKrb5Client, JDK 16 and later, as JNDI's own LDAP sets
  // it: what GSSContext.setChannelBinding makes of the same, Windows takes for another.
  private static final String CHANNEL_BINDING = "jdk.internal.sasl.tlschannelbinding";

  private final transient Subject subject;
  private final String host;
  private final boolean sealed;

  /// @param sealed whether everything after it is to be encrypted by Kerberos
  KerberosBind(Subject subject, String host, boolean sealed) {
    super(new Control[0]);
    this.subject = subject;
    this.host = host;
    this.sealed = sealed;
  }

  @Override
  public String getSASLMechanismName() {
    return MECHANISM;
  }

  @Override
  protected BindResult process(LDAPConnection connection, int depth) throws LDAPException {
    try {
      return Subject.callAs(subject, () -> exchange(connection));
    } catch (CompletionException wrapped) {
      switch (wrapped.getCause()) {
        case LDAPException failure -> throw failure;
        case SaslException failure ->
            throw new LDAPException(
                ResultCode.LOCAL_ERROR, String.valueOf(failure.getMessage()), failure);
        case null, default -> throw wrapped;
      }
    }
  }

  private BindResult exchange(LDAPConnection connection) throws LDAPException, SaslException {
    SaslClient client =
        Sasl.createSaslClient(
            new String[] {MECHANISM}, null, SERVICE, host, properties(connection), null);
    byte[] token = client.evaluateChallenge(new byte[0]);
    while (true) {
      BindResult answer = send(connection, token);
      Optional<ASN1OctetString> challenge = Optional.ofNullable(answer.getServerSASLCredentials());
      if (!answer.getResultCode().equals(ResultCode.SASL_BIND_IN_PROGRESS)) {
        finish(connection, client, answer);
        return answer;
      }
      token =
          client.evaluateChallenge(challenge.map(ASN1OctetString::getValue).orElse(new byte[0]));
    }
  }

  private BindResult send(LDAPConnection connection, byte[] token) throws LDAPException {
    return sendBindRequest(
        connection,
        "",
        new ASN1OctetString(token),
        getControls(),
        connection.getConnectionOptions().getResponseTimeoutMillis());
  }

  private void finish(LDAPConnection connection, SaslClient client, BindResult answer)
      throws LDAPException, SaslException {
    if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
      client.dispose();
      return;
    }
    if (!client.isComplete()) {
      throw new SaslException("the server said yes before it showed who it is");
    }
    if (sealed) {
      connection.applySASLSecurityLayer(client);
    }
  }

  private Map<String, Object> properties(LDAPConnection connection) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(Sasl.QOP, sealed ? SEALED : PLAIN);
    properties.put(Sasl.SERVER_AUTH, "true");
    ChannelBinding.of(connection).ifPresent(data -> properties.put(CHANNEL_BINDING, data));
    return properties;
  }

  @Override
  public BindRequest duplicate() {
    return duplicate(getControls());
  }

  @Override
  public BindRequest duplicate(Control @Nullable [] controls) {
    return new KerberosBind(subject, host, sealed);
  }

  @Override
  public void toString(StringBuilder text) {
    text.append("KerberosBind(host=").append(host).append(", sealed=").append(sealed).append(')');
  }
}
