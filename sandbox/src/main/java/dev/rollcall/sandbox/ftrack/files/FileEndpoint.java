// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.files;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Where clients send files to and fetch them from.
public final class FileEndpoint {
  /// Where a file is sent to; its ticket follows.
  public static final String UPLOAD = "/component/upload/";

  private static final String NO_THUMBNAIL = "/img/thumbnail2.png";

  // A transparent PNG of one pixel.
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpe"
                  + "qz8AAAAASUVORK5CYII=");

  private final Depot depot;
  private final BiPredicate<String, String> mayCall;

  /// @param mayCall whether a login and a key belong together
  public FileEndpoint(Depot depot, BiPredicate<String, String> mayCall) {
    this.depot = depot;
    this.mayCall = mayCall;
  }

  /// Whether a path is one of those that it answers.
  public static boolean answers(String path) {
    return path.startsWith("/component/") || path.equals(NO_THUMBNAIL);
  }

  public HttpReply reply(HttpRequest request) {
    String path = request.path();
    if (path.startsWith(UPLOAD)) {
      return request.method().equals("PUT")
          ? take(path.substring(UPLOAD.length()), request.body())
          : HttpReply.text(405, "Use PUT.").with("Allow", "PUT");
    }
    if (path.equals(NO_THUMBNAIL)) {
      return HttpReply.of(200, "image/png", PIXEL);
    }
    String user = request.parameter("username").orElse("");
    if (!mayCall.test(user, request.parameter("apiKey").orElse(""))) {
      return HttpReply.text(401, "The supplied API key is not valid for the given user.");
    }
    Optional<String> id = request.parameter("id");
    return switch (path) {
      case "/component/get" -> content(id);
      case "/component/thumbnail" ->
          id.flatMap(depot::find).filter(file -> file.type().startsWith("image/")).isPresent()
              ? content(id)
              : new HttpReply.Full(302, Map.of("Location", NO_THUMBNAIL), new byte[0]);
      case "/component/remove" -> {
        id.ifPresent(depot::remove);
        yield HttpReply.text(200, "");
      }
      default -> HttpReply.text(404, "Not found.");
    };
  }

  private HttpReply content(Optional<String> id) {
    return id.flatMap(depot::find)
        .map(file ->
            HttpReply.of(200, file.type(), file.content())
                .with("X-Content-Type-Options", "nosniff"))
        .orElseGet(() -> HttpReply.text(404, "There is no such file."));
  }

  private HttpReply take(String ticket, byte[] body) {
    return depot
        .take(ticket, body)
        .map(complaint -> HttpReply.text(400, complaint))
        .orElseGet(() -> HttpReply.empty(200).with("ETag", "\"" + StoredFile.md5(body) + "\""));
  }
}
