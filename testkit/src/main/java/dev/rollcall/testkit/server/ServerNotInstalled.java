// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

/// A program that a test needs is not on this machine. The message says how to install it; a test
/// that meets this fails, because a skipped test proves nothing.
public final class ServerNotInstalled extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  ServerNotInstalled(String message) {
    super(message);
  }
}
