// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The content of a component.
@SuppressWarnings("ArrayRecordComponent")
public record StoredFile(String type, byte[] content) {

  /// What `Content-MD5` says of some content. It finds damage and protects nothing.
  static String md5(byte[] content) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
