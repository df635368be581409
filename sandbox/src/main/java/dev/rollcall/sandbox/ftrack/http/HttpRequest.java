// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request that has been read completely.
///
/// @param path the path without a query, with one slash in front
/// @param headers by name in lower case
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {
  public HttpRequest {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /// A parameter of the query, decoded.
  public Optional<String> parameter(String name) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(name))
        .map(pair -> decoded(pair[1]))
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }

  boolean keepsAlive() {
    return header("connection").map(word -> !word.equalsIgnoreCase("close")).orElse(true);
  }
}
