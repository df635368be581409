// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// Makes sockets that lead to one path, whatever host and port they are asked for.
final class UnixSockets extends SocketFactory {
  private final String path;

  UnixSockets(String path) {
    super();
    this.path = path;
  }

  @Override
  public Socket createSocket() throws IOException {
    return UnixSocket.connected(path);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return createSocket();
  }
}
