// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;

/// Makes sockets as another factory does, and remembers the last one.
final class LastSocket extends SocketFactory {
  private final SocketFactory sockets;
  private volatile Optional<Socket> last = Optional.empty();

  LastSocket(SocketFactory sockets) {
    super();
    this.sockets = sockets;
  }

  Optional<Socket> last() {
    return last;
  }

  @Override
  public Socket createSocket() throws IOException {
    return remembered(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return remembered(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return remembered(sockets.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return remembered(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return remembered(sockets.createSocket(host, port, localHost, localPort));
  }

  private Socket remembered(Socket socket) {
    last = Optional.of(socket);
    return socket;
  }
}
