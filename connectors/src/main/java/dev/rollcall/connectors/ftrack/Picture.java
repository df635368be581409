// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Field.Access;
import dev.rollcall.connectors.ftrack.Field.Form;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A user's picture. A source gives it in base64. It is compared by the hash of what the source
/// gave, which is kept in the user's metadata beside the id of the component that it became; so a
/// picture that somebody changed or took away in ftrack is seen.
final class Picture {
  /// The attribute that holds it.
  static final Field FIELD =
      new Field("avatar", new Field.Place.Picture(), Form.IMAGE, Access.MAPPING, List.of());

  static final List<String> COLUMNS = List.of("thumbnail_id", "metadata.key", "metadata.value");

  /// The key of the metadata.
  static final String NOTE = "rollcall.avatar";

  private static final String PRINT = "sha256:";
  private static final String FOREIGN = "component:";
  private static final int LARGEST = 16 << 20;
  private static final long MOST_PIXELS = 50_000_000;
  private static final int SIDE = 512;

  private final String print;
  private final byte[] jpeg;

  private Picture(String print, byte[] jpeg) {
    this.print = print;
    this.jpeg = jpeg;
  }

  /// Scaled and encoded again, so that nothing of the original but the picture is sent.
  byte[] jpeg() {
    return jpeg.clone();
  }

  /// What is known of the picture that a user has: its hash, or only that it is somebody else's.
  static List<String> of(Row row) {
    Optional<String> component = row.text("thumbnail_id").filter(id -> !id.isEmpty());
    if (component.isEmpty()) {
      return List.of();
    }
    String note = row.keyed("metadata", NOTE).flatMap(value -> value.asStringOpt()).orElse("");
    int space = note.indexOf(' ');
    boolean ours = space > 0 && note.substring(space + 1).equals(component.get());
    return List.of(ours ? note.substring(0, space) : FOREIGN + component.get());
  }

  /// What is kept in the metadata.
  String note(String component) {
    return print + " " + component;
  }

  /// The hash of a picture in base64; a hash is its own.
  static String print(String value) {
    if (value.startsWith(PRINT) || value.startsWith(FOREIGN)) {
      return value;
    }
    return bytes(value).map(bytes -> PRINT + hash("SHA-256", bytes)).orElse(value);
  }

  private static String hash(String algorithm, byte[] bytes) {
    return HexFormat.of().formatHex(digest(algorithm, bytes));
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getMimeDecoder().decode(base64)).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  /// What is wrong with a value, as far as its beginning shows.
  static Optional<Problem> flaw(String value) {
    Optional<byte[]> bytes = bytes(value);
    if (bytes.isEmpty()) {
      return Optional.of(malformed("it is not base64"));
    }
    if (bytes.get().length > LARGEST) {
      return Optional.of(malformed("it has more than " + LARGEST + " bytes"));
    }
    return isImage(bytes.get())
        ? Optional.empty()
        : Optional.of(malformed("it begins like no JPEG, PNG, GIF or BMP"));
  }

  private static boolean isImage(byte[] bytes) {
    String begin = HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
    return begin.startsWith("ffd8ff")
        || begin.startsWith("89504e470d0a1a0a")
        || begin.startsWith("474946383")
        || begin.startsWith("424d");
  }

  /// What came of a picture.
  sealed interface Made {
    record Ready(Picture picture) implements Made {}

    record Refused(Problem problem) implements Made {}
  }

  /// Decodes, scales and encodes.
  static Made from(String base64) {
    Optional<Problem> flaw = flaw(base64);
    if (flaw.isPresent()) {
      return new Made.Refused(flaw.get());
    }
    byte[] bytes = bytes(base64).orElseThrow();
    try {
      return new Made.Ready(new Picture(print(base64), encoded(scaled(decoded(bytes)))));
    } catch (IOException | RuntimeException broken) {
      // The JDK's readers throw whatever comes to their mind on broken files.
      return new Made.Refused(malformed(String.valueOf(broken.getMessage())));
    }
  }

  private static BufferedImage decoded(byte[] bytes) throws IOException {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no such image format is known");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new IOException("it has " + pixels + " pixels");
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  /// At most 512 pixels wide and high, on white.
  private static BufferedImage scaled(BufferedImage image) {
    double factor = Math.min(1.0, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  private static byte[] encoded(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpg", out)) {
      throw new IOException("it cannot be written as JPEG");
    }
    return out.toByteArray();
  }

  private static Problem malformed(String why) {
    return new Problem(
        "FTRACK-PICTURE",
        Blame.DATA,
        "the picture cannot be used",
        why,
        "give the person another picture in the source, or none");
  }
}
