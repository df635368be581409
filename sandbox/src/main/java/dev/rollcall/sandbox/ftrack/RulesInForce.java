// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

/// The rules that hold now; they can be changed while the server runs.
final class RulesInForce {
  private volatile ServerRules now;

  RulesInForce(ServerRules now) {
    this.now = now;
  }

  ServerRules now() {
    return now;
  }

  void become(ServerRules changed) {
    now = changed;
  }
}
