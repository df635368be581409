// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// Values as they go over the wire and as text.
///
/// Attributes that are known to hold octets are base64 in text, an `objectGUID` and an `objectSid`
/// what Windows shows, a time of Windows a time of LDAP; everything else is UTF-8.
enum LdapValues {
  TEXT,
  OCTETS,
  GUID,
  SID,
  FILE_TIME;

  private static final char REPLACEMENT = '\uFFFD';

  // Syntaxes JPEG, octet string, certificate and fax of RFC 4517, 4523 and 2798, as deployed.
  private static final Set<String> HOLD_OCTETS =
      Set.of(
          "jpegphoto",
          "thumbnailphoto",
          "thumbnaillogo",
          "photo",
          "audio",
          "usercertificate",
          "cacertificate",
          "usersmimecertificate",
          "userpkcs12",
          "unicodepwd",
          "msexchmailboxguid",
          "ms-ds-consistencyguid");

  static LdapValues of(String attribute) {
    String base = Attribute.getBaseName(attribute).toLowerCase(Locale.ROOT);
    if (base.equals("objectguid")) {
      return GUID;
    }
    if (base.equals("objectsid") || base.equals("sidhistory")) {
      return SID;
    }
    if (FileTimes.ATTRIBUTES.contains(base)) {
      return FILE_TIME;
    }
    return HOLD_OCTETS.contains(base) || Attribute.hasOption(attribute, "binary") ? OCTETS : TEXT;
  }

  /// The values as text, without empty ones.
  List<String> decoded(ASN1OctetString[] values) {
    List<String> all = new ArrayList<>(values.length);
    for (ASN1OctetString value : values) {
      byte[] octets = value.getValue();
      String text = decoded(octets, 0, octets.length);
      if (!text.isEmpty()) {
        all.add(text);
      }
    }
    return List.copyOf(all);
  }

  /// The octets of a text.
  byte[] encoded(String text) {
    return switch (this) {
      case TEXT -> text.getBytes(StandardCharsets.UTF_8);
      case OCTETS -> fromBase64(text);
      case GUID -> fromGuid(text);
      case SID -> Sids.octets(text).orElseGet(() -> fromBase64(text));
      case FILE_TIME -> FileTimes.number(text).getBytes(StandardCharsets.UTF_8);
    };
  }

  /// One value as text; empty where there are no octets.
  String decoded(byte[] octets, int from, int length) {
    if (this == TEXT || this == FILE_TIME) {
      String text = new String(octets, from, length, StandardCharsets.UTF_8);
      return this == FILE_TIME
          ? FileTimes.time(text)
          : text.indexOf(REPLACEMENT) < 0 ? text : doubtful(octets, from, length, text);
    }
    byte[] value = Arrays.copyOfRange(octets, from, from + length);
    return switch (this) {
      case GUID -> guid(value);
      case SID -> Sids.text(value).orElseGet(() -> Base64.getEncoder().encodeToString(value));
      case OCTETS, TEXT, FILE_TIME -> Base64.getEncoder().encodeToString(value);
    };
  }

  private static String doubtful(byte[] octets, int from, int length, String text) {
    byte[] value = Arrays.copyOfRange(octets, from, from + length);
    return isUtf8(value) ? text : Base64.getEncoder().encodeToString(value);
  }

  private static boolean isUtf8(byte[] octets) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException notText) {
      return false;
    }
  }

  private static byte[] fromBase64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException notBase64) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  // The first three groups of a GUID are little-endian: MS-DTYP 2.3.4.2.
  private static String guid(byte[] octets) {
    if (octets.length != 16) {
      return Base64.getEncoder().encodeToString(octets);
    }
    ByteBuffer buffer = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    long high =
        Integer.toUnsignedLong(buffer.getInt()) << 32
            | Short.toUnsignedLong(buffer.getShort()) << 16
            | Short.toUnsignedLong(buffer.getShort());
    return new UUID(high, buffer.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  private static byte[] fromGuid(String text) {
    try {
      UUID guid = UUID.fromString(text);
      long high = guid.getMostSignificantBits();
      return ByteBuffer.allocate(16)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt((int) (high >>> 32))
          .putShort((short) (high >>> 16))
          .putShort((short) high)
          .order(ByteOrder.BIG_ENDIAN)
          .putLong(guid.getLeastSignificantBits())
          .array();
    } catch (IllegalArgumentException notGuid) {
      return fromBase64(text);
    }
  }
}
