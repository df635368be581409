// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports of the loopback interface.
///
/// They come from below 32,768, where Linux begins to hand out ports for outgoing connections
/// (ip_local_port_range), so that nobody takes the port of a stopped server before it is restarted.
final class Ports {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 200;

  private Ports() {}

  static int free() {
    return free(1).getFirst();
  }

  static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int attempt = 0; attempt < ATTEMPTS && held.size() < count; attempt++) {
        tryToHold(ThreadLocalRandom.current().nextInt(FIRST, END), held);
      }
      if (held.size() < count) {
        throw new ServerFailed("no free port on 127.0.0.1 between " + FIRST + " and " + END);
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(Ports::release);
    }
  }

  private static void tryToHold(int port, List<ServerSocket> held) {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException taken) {
      // The next attempt draws another port.
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new ServerFailed("cannot release port " + socket.getLocalPort(), failure);
    }
  }
}
