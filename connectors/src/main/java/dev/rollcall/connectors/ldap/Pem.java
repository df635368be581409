// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Certificates and a key out of a text file, RFC 7468.
record Pem(List<Certificate> certificates, List<PrivateKey> keys) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  static Pem read(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<Certificate> certificates = new ArrayList<>();
    List<PrivateKey> keys = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      byte[] content = decoded(blocks.group(1), blocks.group(2));
      switch (blocks.group(1)) {
        case "CERTIFICATE", "TRUSTED CERTIFICATE" -> certificates.add(certificate(content));
        case "PRIVATE KEY" -> keys.add(key(content));
        case "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
            throw new GeneralSecurityException(
                "the key is a '%s'; a plain PKCS #8 'PRIVATE KEY' is needed"
                    .formatted(blocks.group(1)));
        default -> {}
      }
    }
    return new Pem(List.copyOf(certificates), List.copyOf(keys));
  }

  private static byte[] decoded(String label, String base64) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException torn) {
      throw new GeneralSecurityException("its '%s' is not whole".formatted(label), torn);
    }
  }

  private static Certificate certificate(byte[] content) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(content));
  }

  private static PrivateKey key(byte[] content) throws GeneralSecurityException {
    for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
      Optional<PrivateKey> key = key(algorithm, content);
      if (key.isPresent()) {
        return key.get();
      }
    }
    throw new GeneralSecurityException("the private key is neither RSA, EC nor EdDSA");
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] content)
      throws GeneralSecurityException {
    try {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(content)));
    } catch (InvalidKeySpecException ofAnotherKind) {
      return Optional.empty();
    }
  }
}
