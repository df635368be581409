// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A packet of socket.io 0.9: `code:id:path:data`.
///
/// @param code 0 end, 1 begin, 2 heartbeat, 5 event, 6 acknowledgement, 7 error
record HubPacket(int code, String id, String data) {
  static final int END = 0;
  static final int BEGIN = 1;
  static final int HEARTBEAT = 2;
  static final int EVENT = 5;
  static final int ACKNOWLEDGEMENT = 6;
  static final int ERROR = 7;

  private static final Pattern FORM =
      Pattern.compile("(\\d)(?::([^:]*))?(?::([^:]*))?(?::(.*))?", Pattern.DOTALL);

  /// An unreadable one counts as an error.
  static HubPacket read(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? new HubPacket(Integer.parseInt(matcher.group(1)), part(matcher, 2), part(matcher, 4))
        : new HubPacket(ERROR, "", text);
  }

  private static String part(Matcher matcher, int group) {
    String part = matcher.group(group);
    return part == null ? "" : part;
  }

  static HubPacket event(int number, String json) {
    return new HubPacket(EVENT, number + "+", json);
  }

  String text() {
    return data.isEmpty() ? code + "::" : code + ":" + id + "::" + data;
  }
}
