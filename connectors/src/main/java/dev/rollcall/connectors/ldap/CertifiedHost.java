// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// Demands that the certificate names the host that was asked for (RFC 4513 section 3.1.3), and
/// remembers what it found instead. Where the certificate itself is known, its names do not matter.
final class CertifiedHost extends SSLSocketVerifier {
  private final SSLSocketVerifier names = new HostNameSSLSocketVerifier(true, false);
  private final boolean matters;
  private volatile Optional<String> mismatch = Optional.empty();
  private volatile Optional<Socket> socket = Optional.empty();

  CertifiedHost(boolean matters) {
    super();
    this.matters = matters;
  }

  @Override
  public void verifySSLSocket(String host, int port, SSLSocket socket) throws LDAPException {
    if (!matters) {
      return;
    }
    try {
      names.verifySSLSocket(host, port, socket);
      this.socket = Optional.of(socket);
    } catch (LDAPException wrongName) {
      mismatch = Optional.of(wrongName.getExceptionMessage());
      throw wrongName;
    }
  }

  /// The connection whose certificate was found to be right.
  Optional<Socket> socket() {
    return socket;
  }

  /// What is wrong with the name in the certificate, after a failure because of it.
  Optional<String> mismatch() {
    return mismatch;
  }
}
