// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelBindingTest {
  @ParameterizedTest
  @CsvSource({
    "SHA256withRSA,SHA-256",
    "SHA384withECDSA,SHA-384",
    "SHA512withRSA,SHA-512",
    "SHA1withRSA,SHA-256",
    "MD5withRSA,SHA-256",
    "RSASSA-PSS,SHA-256",
    "Ed25519,SHA-256"
  })
  void hashesTheCertificateAsItsSignatureDoes(String signature, String digest) {
    assertEquals(digest, ChannelBinding.digest(signature));
  }
}
