// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/// The user this JVM runs as, as the operating system sees it.
record ThisUser(int uid, int gid, String name, String group) {
  static ThisUser current() {
    Path self = Path.of("/proc/self");
    try {
      PosixFileAttributes attributes = Files.readAttributes(self, PosixFileAttributes.class);
      return new ThisUser(
          (Integer) Files.getAttribute(self, "unix:uid"),
          (Integer) Files.getAttribute(self, "unix:gid"),
          attributes.owner().getName(),
          attributes.group().getName());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean isRoot() {
    return uid == 0;
  }

  /// What SASL EXTERNAL over an ldapi socket calls this user.
  String ldapiIdentity() {
    return "gidNumber=%d+uidNumber=%d,cn=peercred,cn=external,cn=auth".formatted(gid, uid);
  }
}
