// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.Map;
import java.util.Optional;

/// One HTTP answer, its body unpacked and decoded.
///
/// @param headers by lower-case name
record Reply(int status, Map<String, String> headers, String body) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
