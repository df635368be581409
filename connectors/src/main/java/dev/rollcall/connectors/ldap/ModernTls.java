// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Sockets that speak TLS 1.2 or 1.3 and nothing older (RFC 8996).
final class ModernTls extends SSLSocketFactory {
  private final SSLSocketFactory sockets;

  ModernTls(SSLSocketFactory sockets) {
    super();
    this.sockets = sockets;
  }

  private static Socket modern(Socket socket) {
    if (socket instanceof SSLSocket secure) {
      secure.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    }
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return modern(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return modern(sockets.createSocket(socket, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return modern(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return modern(sockets.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return modern(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return modern(sockets.createSocket(host, port, localHost, localPort));
  }
}
