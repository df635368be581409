// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.http;

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

  boolean keepsAlive() {
    return header("connection").map(word -> !word.equalsIgnoreCase("close")).orElse(true);
  }
}
