// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes an [Answer] of whatever came back. Never throws.
final class AnswerReader {
  private static final Pattern TAG = Pattern.compile("(?is)<(script|style).*?</\\1>|<[^>]*>");
  private static final int SHOWN = 300;

  private final JsonMapper json;
  private final FtrackSettings settings;
  private final InstantSource clock;

  AnswerReader(JsonMapper json, FtrackSettings settings, InstantSource clock) {
    this.json = json;
    this.settings = settings;
    this.clock = clock;
  }

  /// @param expected how many results the call asked for
  Answer read(Reply reply, int expected) {
    Optional<JsonNode> body = parsed(reply.body());
    Answer answer =
        body.isPresent()
            ? told(reply.status(), body.get(), expected)
            : untold(reply.status(), reply.body());
    return answer instanceof Failure failure ? complete(failure, reply) : answer;
  }

  private Optional<JsonNode> parsed(String body) {
    try {
      return Optional.of(json.readTree(body)).filter(JsonNode::isContainer);
    } catch (JacksonException | StackOverflowError notJson) {
      return Optional.empty();
    }
  }

  private static Answer told(int status, JsonNode body, int expected) {
    if (body.isArray()) {
      return results(status, body, expected);
    }
    Optional<Cause> before = beforeTheServer(status);
    if (body.has("exception") || body.has("detail") || body.has("error")) {
      return ServerError.read(body, before);
    }
    return Failure.of(before.orElse(Cause.NOT_FTRACK), body.toString());
  }

  private static Answer results(int status, JsonNode body, int expected) {
    List<JsonNode> results = List.copyOf(body.values());
    if (status / 100 == 2 && results.size() == expected) {
      return new Answer.Success(results, Entities.of(results));
    }
    return Failure.of(
        beforeTheServer(status).orElse(Cause.NOT_FTRACK),
        "%d results for %d operations".formatted(results.size(), expected));
  }

  private static Answer untold(int status, String body) {
    String text = body.strip();
    return Failure.of(withoutJson(status, text), text.isEmpty() ? "an empty answer" : text);
  }

  private static Cause withoutJson(int status, String text) {
    return switch (status) {
      case 401 -> Cause.CREDENTIALS;
      case 403, 407 -> Cause.FORBIDDEN;
      case 408 -> Cause.TIMEOUT;
      case 413 -> Cause.TOO_LARGE;
      default ->
          beforeTheServer(status)
              .orElseGet(() -> {
                if (status >= 500) {
                  return Cause.ERROR_PAGE;
                }
                boolean begun = text.isEmpty() || "[{".indexOf(text.charAt(0)) >= 0;
                return status / 100 == 2 && begun ? Cause.CONNECTION_LOST : Cause.NOT_FTRACK;
              });
    };
  }

  /// What a load balancer or proxy says for the server, whatever the body.
  private static Optional<Cause> beforeTheServer(int status) {
    return switch (status) {
      case 429 -> Optional.of(Cause.RATE_LIMITED);
      case 502, 503, 504 -> Optional.of(Cause.BUSY);
      default -> Optional.empty();
    };
  }

  private Failure complete(Failure failure, Reply reply) {
    return new Failure(
        failure.cause(), reply.status(), readable(failure.said()), retryAfter(reply));
  }

  /// Shortened, on one line, and without the key, should somebody send it back.
  private String readable(String said) {
    String text =
        TAG.matcher(said.substring(0, Math.min(said.length(), 20 * SHOWN))).replaceAll(" ");
    String hidden = text.replace(settings.key().reveal(), "[hidden]");
    String line = hidden.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /// Seconds or a date, RFC 9110 section 10.2.3.
  private Optional<Duration> retryAfter(Reply reply) {
    return reply.header("retry-after").map(String::strip).flatMap(this::time);
  }

  private Optional<Duration> time(String text) {
    if (text.matches("\\d{1,7}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Duration until =
          Duration.between(
              clock.instant(),
              ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return Optional.of(until).filter(Duration::isPositive);
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }
}
