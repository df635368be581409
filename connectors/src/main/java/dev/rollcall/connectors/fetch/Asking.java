// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import dev.rollcall.connectors.fetch.Copies.Copy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks a server for an address: within a time, up to a size, and no other server.
final class Asking {
  private final Duration timeout;
  private @Nullable HttpClient client;

  Asking(Duration timeout) {
    this.timeout = timeout;
  }

  Answer ask(URI address, Optional<Copy> copy) {
    BodyHandler<byte[]> limited =
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), FilesBelow.LARGEST);
    CompletableFuture<HttpResponse<byte[]>> sent =
        client().sendAsync(request(address, copy), limited);
    try {
      return told(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS), copy);
    } catch (TimeoutException slow) {
      sent.cancel(true);
      return new Answer.Away("no whole answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException stop) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Away("interrupted");
    } catch (ExecutionException failure) {
      String why = String.valueOf(failure.getCause());
      // BodySubscribers.limiting tells it by an IOException of these words.
      return why.contains("exceeds capacity")
          ? new Answer.Refused("it has more than " + FilesBelow.LARGEST + " bytes")
          : new Answer.Away("the server cannot be reached: " + why);
    }
  }

  private static HttpRequest request(URI address, Optional<Copy> copy) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    copy.map(Copy::version)
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> request.header("If-None-Match", it));
    copy.map(Copy::modified)
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> request.header("If-Modified-Since", it));
    return request.build();
  }

  private static Answer told(HttpResponse<byte[]> response, Optional<Copy> copy) {
    int status = response.statusCode();
    HttpHeaders headers = response.headers();
    return switch (status) {
      case 200 ->
          new Answer.Content(
              new Copy(
                  header(headers, "etag"),
                  header(headers, "last-modified"),
                  Base64.getEncoder().encodeToString(response.body())));
      case 304 -> copy.isPresent() ? new Answer.Unchanged() : new Answer.Refused("status 304");
      case 301, 302, 303, 307, 308 ->
          new Answer.Refused("the server redirects (" + status + "), and that is not followed");
      case 429, 500, 502, 503, 504 -> new Answer.Away("the server says " + status);
      default -> new Answer.Refused("the server says " + status);
    };
  }

  private static String header(HttpHeaders headers, String name) {
    return headers.firstValue(name).filter(it -> it.indexOf('\n') < 0).orElse("");
  }

  private synchronized HttpClient client() {
    HttpClient known = client;
    if (known == null) {
      known =
          HttpClient.newBuilder()
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(timeout)
              .build();
      client = known;
    }
    return known;
  }
}
