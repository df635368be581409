// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// Faults as they are asked for over HTTP, such as `{"fault": "unavailable", "retry_after": 1,
/// "times": 2, "after": 1, "action": "update"}`.
final class FaultJson {
  private FaultJson() {}

  record Wanted(Fault fault, Trigger trigger) {}

  static Wanted read(JsonNode json) {
    return new Wanted(fault(json), trigger(json));
  }

  private static Fault fault(JsonNode json) {
    String name = json.path("fault").asString("");
    return switch (name) {
      case "latency" -> new Fault.Latency(Duration.ofMillis(json.path("milliseconds").asLong(100)));
      case "html_error" -> new Fault.HtmlError();
      case "unavailable" -> new Fault.Unavailable(retryAfter(json));
      case "too_many_requests" -> new Fault.TooManyRequests(retryAfter(json));
      case "dropped_before" -> new Fault.DroppedBefore();
      case "dropped_after" -> new Fault.DroppedAfter();
      case "truncated" -> new Fault.Truncated();
      case "key_expired" -> new Fault.KeyExpired();
      case "permission_denied" -> new Fault.PermissionDenied();
      case "login_taken" -> new Fault.LoginTaken();
      case "no_seats" -> new Fault.NoSeats();
      case "page_repeated" -> new Fault.PageRepeated();
      case "page_skipped" -> new Fault.PageSkipped();
      case "reordered" -> new Fault.Reordered();
      case "job_fails" -> new Fault.JobFails();
      case "event_silence" -> new Fault.EventSilence(json.path("heartbeats").asBoolean(true));
      default -> throw new IllegalArgumentException("there is no fault '" + name + "'");
    };
  }

  private static Optional<Duration> retryAfter(JsonNode json) {
    return json.path("retry_after").isNumber()
        ? Optional.of(Duration.ofSeconds(json.path("retry_after").asLong()))
        : Optional.empty();
  }

  private static Trigger trigger(JsonNode json) {
    OptionalInt times =
        json.path("times").isNumber()
            ? OptionalInt.of(json.path("times").asInt())
            : OptionalInt.empty();
    return new Trigger(
        times, json.path("after").asInt(0), text(json, "action"), text(json, "entity_type"));
  }

  private static Optional<String> text(JsonNode json, String name) {
    return Optional.of(json.path(name).asString("")).filter(text -> !text.isEmpty());
  }
}
