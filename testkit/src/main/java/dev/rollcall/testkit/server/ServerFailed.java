// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

/// A server or one of its tools is installed but did not do what it was started for. The message
/// holds the end of what it printed.
public final class ServerFailed extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ServerFailed(String message) {
    super(message);
  }

  ServerFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
