// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.asn1.ASN1OctetString;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsValuesTest {
  // Builtin\Administrators and a user of a domain.
  @ParameterizedTest
  @CsvSource({
    "01020000000000052000000020020000, S-1-5-32-544",
    "0105000000000005150000008cbb8936079715bed6fb14bef4010000,"
        + " S-1-5-21-914996108-3189085959-3189046230-500",
    "010100000000000100000000, S-1-1-0"
  })
  void aSidIsWhatWindowsShows(String octets, String text) {
    byte[] raw = HexFormat.of().parseHex(octets);

    assertEquals(List.of(text), decoded("objectSid", raw));
    assertArrayEquals(raw, LdapValues.of("sIDHistory").encoded(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "0102000000000005200000002002", "0202000000000005"})
  void whatIsNoSidStaysOctets(String octets) {
    byte[] raw = HexFormat.of().parseHex(octets);

    decoded("objectSid", raw)
        .forEach(text -> assertArrayEquals(raw, LdapValues.of("objectSid").encoded(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "134396440868737150, 20261120102806Z",
    "116444736000000000, 19700101000000Z",
    "2650467743990000000, 99991231235959Z"
  })
  void aTimeOfWindowsIsATimeOfLdap(String ticks, String time) {
    assertEquals(List.of(time), decoded("accountExpires", ticks));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "9223372036854775807", "9999999999999999999"})
  void neverIsAbsent(String ticks) {
    assertEquals(List.of(), decoded("accountExpires", ticks));
  }

  @Test
  void aTimeOfLdapBecomesATimeOfWindows() {
    assertEquals("116444736000000000", encoded("19700101000000Z"));
    assertEquals("116444736000000000", encoded("19700101010000+0100"));
    assertEquals("9223372036854775807", encoded("9223372036854775807"));
    assertEquals("tomorrow", encoded("tomorrow"));
  }

  private static String encoded(String text) {
    return new String(LdapValues.of("accountExpires").encoded(text), StandardCharsets.UTF_8);
  }

  private static List<String> decoded(String attribute, String text) {
    return decoded(attribute, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> decoded(String attribute, byte[] octets) {
    return LdapValues.of(attribute).decoded(new ASN1OctetString[] {new ASN1OctetString(octets)});
  }
}
