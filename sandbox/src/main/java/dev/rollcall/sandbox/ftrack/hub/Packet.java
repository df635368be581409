// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A packet of socket.io 0.9: `code:id:path:data`.
///
/// @param id the number under which the sender wants it acknowledged; with a `+`, with data
record Packet(int code, String id, String data) {
  static final int CONNECT = 1;
  static final int HEARTBEAT = 2;
  static final int EVENT = 5;
  static final int ACKNOWLEDGE = 6;
  static final int ERROR = 7;

  private static final Pattern FORM =
      Pattern.compile("(\\d):?(\\d*\\+?):?([^:]*):?(.*)", Pattern.DOTALL);

  static Packet read(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new Packet(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(4))
        : new Packet(ERROR, "", text);
  }

  boolean wantsAcknowledgement() {
    return !id.isEmpty();
  }

  Packet acknowledgement() {
    boolean withData = id.endsWith("+");
    return new Packet(ACKNOWLEDGE, "", withData ? id + "[{\"success\":true}]" : id);
  }

  String text() {
    return data.isEmpty() ? code + "::" : code + ":" + id + "::" + data;
  }
}
