// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.files;

import java.util.Optional;

/// The permission to send the content of a component, or a part of it.
///
/// @param size how many bytes have to come; -1 for a part, of which nobody knows
/// @param part the number of the part; 0 for the whole
/// @param checksum the MD5 of the content in Base64, if it was announced
record Ticket(String componentId, String type, long size, int part, Optional<String> checksum) {

  /// What is wrong with some content, if anything is.
  Optional<String> complaint(byte[] content) {
    if (size >= 0 && content.length != size) {
      return Optional.of(size + " bytes were announced, " + content.length + " came");
    }
    return checksum
        .filter(announced -> !announced.equals(StoredFile.md5(content)))
        .map(announced -> "the content does not have the checksum " + announced);
  }
}
