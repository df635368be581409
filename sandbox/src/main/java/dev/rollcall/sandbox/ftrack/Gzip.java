// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Compressed bodies, both ways.
final class Gzip {
  private static final int WORTH_IT = 1024;
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private Gzip() {}

  static byte[] body(HttpRequest request) throws IOException {
    if (!request.header("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
      return request.body();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
      byte[] body = in.readNBytes(LARGEST_BODY);
      if (in.read() >= 0) {
        throw new IOException("the body is larger than " + LARGEST_BODY + " bytes");
      }
      return body;
    }
  }

  static HttpReply.Full reply(HttpRequest request, HttpReply.Full plain) {
    boolean accepted = request.header("accept-encoding").orElse("").contains("gzip");
    if (!accepted || plain.body().length < WORTH_IT) {
      return plain;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (Fast out = new Fast(packed)) {
      out.write(plain.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HttpReply.Full(plain.status(), plain.headers(), packed.toByteArray())
        .with("Content-Encoding", "gzip");
  }

  /// Packs as servers do that have more to do than to pack.
  private static final class Fast extends GZIPOutputStream {
    private Fast(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
