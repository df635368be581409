// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.page;

import dev.rollcall.sandbox.ftrack.files.Depot;
import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Shows a person what the server holds, at `/`. Nothing can be changed here.
public final class PageEndpoint {
  private static final String STYLE = "/page.css";
  private static final String PICTURE = "/picture/";

  // Only somebody at this machine: a name that leads here from elsewhere is not one of these.
  private static final Pattern HERE = Pattern.compile("(127\\.0\\.0\\.1|localhost)(:\\d+)?");

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
              + " base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store");

  private final Store store;
  private final Depot depot;
  private final Supplier<Happenings> happenings;

  /// What else there is to see.
  ///
  /// @param requests the last requests, the latest at the end
  /// @param faults those that are switched on
  public record Happenings(int seats, List<Asked> requests, List<String> faults) {
    public Happenings {
      requests = List.copyOf(requests);
      faults = List.copyOf(faults);
    }
  }

  /// A request to the API.
  public record Asked(List<String> actions, int status, String exception) {
    public Asked {
      actions = List.copyOf(actions);
    }
  }

  public PageEndpoint(Store store, Depot depot, Supplier<Happenings> happenings) {
    this.store = store;
    this.depot = depot;
    this.happenings = happenings;
  }

  /// Whether a path is one of those that it answers.
  public static boolean answers(String path) {
    return path.equals("/")
        || path.equals("/user")
        || path.equals(STYLE)
        || path.startsWith(PICTURE);
  }

  public HttpReply reply(HttpRequest request) {
    if (!HERE.matcher(request.header("host").orElse("")).matches()) {
      return HttpReply.text(403, "Only from this machine.");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return HttpReply.text(405, "Use GET.").with("Allow", "GET");
    }
    String path = request.path();
    if (path.equals(STYLE)) {
      return HttpReply.of(200, "text/css; charset=utf-8", style());
    }
    return path.startsWith(PICTURE)
        ? picture(path.substring(PICTURE.length()))
        : page(path, request);
  }

  private HttpReply page(String path, HttpRequest request) {
    Page page = new Page(new People(store), store, happenings.get());
    String html =
        store.read(() ->
            path.equals("/user")
                ? page.user(request.parameter("id").orElse(""))
                : page.overview(
                    request.parameter("find").orElse(""), request.parameter("from").orElse("0")));
    HttpReply.Full reply = HttpReply.html(200, html);
    for (Map.Entry<String, String> header : HEADERS.entrySet()) {
      reply = reply.with(header.getKey(), header.getValue());
    }
    return reply;
  }

  private HttpReply picture(String id) {
    return depot
        .find(id)
        .filter(file -> file.type().startsWith("image/"))
        .map(file ->
            HttpReply.of(200, file.type(), file.content())
                .with("X-Content-Type-Options", "nosniff"))
        .orElseGet(() -> HttpReply.text(404, "There is no such picture."));
  }

  private static byte[] style() {
    try (InputStream in =
        Objects.requireNonNull(PageEndpoint.class.getResourceAsStream("page.css"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
