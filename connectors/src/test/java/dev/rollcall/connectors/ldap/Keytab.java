// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a keytab with one key that nobody else has, in the format 0x502 of MIT Kerberos.
final class Keytab {
  private static final int VERSION = 0x0502;
  private static final int NT_PRINCIPAL = 1;
  private static final int AES256 = 18;
  private static final int KEY_LENGTH = 32;

  private Keytab() {}

  static Path of(String principal, Path file) throws IOException {
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(entry);
    out.writeShort(1);
    text(out, principal.substring(principal.indexOf('@') + 1));
    text(out, principal.substring(0, principal.indexOf('@')));
    out.writeInt(NT_PRINCIPAL);
    out.writeInt(0);
    out.writeByte(1);
    out.writeShort(AES256);
    out.writeShort(KEY_LENGTH);
    out.write(new byte[KEY_LENGTH]);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(whole);
    head.writeShort(VERSION);
    head.writeInt(entry.size());
    entry.writeTo(head);
    return Files.write(file, whole.toByteArray());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }
}
