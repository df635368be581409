// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Posts a call and brings back what came, or how it failed. Repeats nothing.
final class Transport implements AutoCloseable {
  private static final long LARGEST_ANSWER = 64L << 20;
  private static final long LARGEST_UNPACKED = 256L << 20;

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /// What the tokens of all our clients begin with: the server repeats it in the events of what a
  /// client changed.
  static final String TOKEN = "rollcall--";

  private final String token = TOKEN + UUID.randomUUID();
  private final FtrackSettings settings;
  private final HttpClient http;
  private volatile URI api;

  Transport(FtrackSettings settings) throws IOException {
    this.settings = settings;
    this.api = Endpoint.api(settings.server());
    this.http = client(settings);
  }

  /// Follows no redirects, so that the key goes nowhere else.
  static HttpClient client(FtrackSettings settings) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(shorter(settings.timeout().dividedBy(2), LONGEST_CONNECT));
    if (settings.caFile().isPresent()) {
      builder.sslContext(TrustedAuthorities.of(settings.caFile().get()));
    }
    return builder.build();
  }

  /// What came of one attempt.
  sealed interface Sent {
    record Replied(Reply reply) implements Sent {}

    record Failed(Failure failure) implements Sent {}
  }

  Sent post(byte[] body) {
    Sent sent = exchange(api, body);
    Optional<URI> elsewhere = redirect(sent);
    if (elsewhere.isEmpty()) {
      return sent;
    }
    if (!Endpoint.same(api, elsewhere.get())) {
      return failed(Cause.REDIRECT, "sent on to " + withoutQuery(elsewhere.get()));
    }
    Sent second = exchange(elsewhere.get(), body);
    if (redirect(second).isPresent()) {
      return failed(Cause.REDIRECT, "sent on more than once, to " + withoutQuery(elsewhere.get()));
    }
    api = elsewhere.get();
    return second;
  }

  /// Sends a file elsewhere, without the key and never in the clear to another machine than the
  /// server's.
  Sent put(String url, Map<String, String> headers, byte[] content) {
    try {
      URI uri = new URI(url);
      if (!"https".equalsIgnoreCase(uri.getScheme()) && !Endpoint.same(api, uri)) {
        return failed(Cause.VALIDATION, "the place for files is not https: " + withoutQuery(uri));
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
      headers.forEach((name, value) -> {
        if (!name.equalsIgnoreCase("content-length") && !name.equalsIgnoreCase("host")) {
          request.header(name, value);
        }
      });
      return exchange(request.build());
    } catch (URISyntaxException | IllegalArgumentException unusable) {
      return failed(Cause.VALIDATION, "the place for files cannot be used");
    }
  }

  private Sent exchange(URI uri, byte[] body) {
    return exchange(request(uri, body));
  }

  private Sent exchange(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> running =
        http.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
    try {
      // A request's own timeout ends with the headers; this one covers the body too.
      HttpResponse<byte[]> response =
          running.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Sent.Replied(reply(response));
    } catch (TimeoutException _) {
      running.cancel(true);
      return failed(Cause.TIMEOUT, "no answer within " + settings.timeout().toMillis() + " ms");
    } catch (InterruptedException _) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      return failed(Cause.INTERRUPTED, "interrupted while waiting for the answer");
    } catch (ExecutionException wrapped) {
      Throwable failure = Objects.requireNonNullElse(wrapped.getCause(), wrapped);
      return failed(cause(failure), words(failure));
    } catch (IOException unpacking) {
      return failed(Cause.CONNECTION_LOST, words(unpacking));
    }
  }

  private HttpRequest request(URI uri, byte[] body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json")
        .header("Accept-Encoding", "gzip")
        .header("ftrack-user", settings.user())
        .header("ftrack-api-key", settings.key().reveal())
        .header("ftrack-strict-api", "true")
        .header("ftrack-Clienttoken", token)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static Reply reply(HttpResponse<byte[]> response) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    boolean packed = "gzip".equalsIgnoreCase(headers.get("content-encoding"));
    byte[] body = packed ? unpacked(response.body()) : response.body();
    return new Reply(response.statusCode(), headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    if (packed.length == 0) {
      return packed;
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = in.readNBytes((int) LARGEST_UNPACKED);
      if (in.read() >= 0) {
        throw new IOException("the answer is larger than " + LARGEST_UNPACKED + " bytes");
      }
      return body;
    }
  }

  private Optional<URI> redirect(Sent sent) {
    if (!(sent instanceof Sent.Replied(Reply reply))) {
      return Optional.empty();
    }
    return switch (reply.status()) {
      case 301, 302, 303, 307, 308 -> reply.header("location").flatMap(this::resolved);
      default -> Optional.empty();
    };
  }

  private Optional<URI> resolved(String location) {
    try {
      return Optional.of(api.resolve(location));
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
  }

  private static Cause cause(Throwable failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _, ConnectException _, UnresolvedAddressException _ ->
          Cause.UNREACHABLE;
      case HttpTimeoutException _ -> Cause.TIMEOUT;
      case SSLHandshakeException _, SSLPeerUnverifiedException _ -> Cause.TLS;
      // What answers does not speak TLS at all. Any other SSLException may come in the middle.
      case SSLException tls when String.valueOf(tls.getMessage()).contains("unrecognized SSL") ->
          Cause.TLS;
      default -> Cause.CONNECTION_LOST;
    };
  }

  private static String words(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure.getClass().getSimpleName() + (message.equals("null") ? "" : ": " + message);
  }

  private static String withoutQuery(URI uri) {
    return uri.toString().replaceFirst("[?#].*$", "");
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Sent failed(Cause cause, String said) {
    return new Sent.Failed(Failure.of(cause, said));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
