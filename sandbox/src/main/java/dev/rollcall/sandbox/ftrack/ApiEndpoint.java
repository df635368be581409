// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.http.HttpReply;
import dev.rollcall.sandbox.ftrack.http.HttpRequest;
import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `/api`: reads a call, has it done, answers, and misbehaves when told to.
final class ApiEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(ApiEndpoint.class);
  private static final String HTML =
      "<html><head><title>500 Internal Server Error</title></head>"
          + "<body><h1>Internal Server Error</h1></body></html>";

  private final Batch batch;
  private final Faults faults;
  private final Requests requests;
  private final JsonMapper json = JsonMapper.shared();

  ApiEndpoint(Batch batch, Faults faults, Requests requests) {
    this.batch = batch;
    this.faults = faults;
    this.requests = requests;
  }

  HttpReply reply(HttpRequest request) {
    if (!request.method().equals("POST")) {
      return HttpReply.text(405, "Use POST.").with("Allow", "POST");
    }
    boolean strict = isOn(request.header("ftrack-strict-api").orElse("false"));
    try {
      List<Operation> operations = operations(request);
      ActiveFaults active = faults.take(operations);
      active.find(Fault.Latency.class).ifPresent(latency -> pause(latency.delay()));
      Answer answer =
          inFrontOf(active)
              .map(reply -> new Answer(reply, ""))
              .orElseGet(() -> answer(request, operations, active, strict).through(active));
      note(request, operations, answer);
      return answer.reply();
    } catch (Refusal refusal) {
      Answer answer = refused(refusal, strict);
      note(request, List.of(), answer);
      return answer.reply();
    }
  }

  /// @param exception the exception in the answer, or empty text
  private record Answer(HttpReply reply, String exception) {
    Answer through(ActiveFaults active) {
      return new Answer(behind(active, reply), exception);
    }

    int status() {
      return switch (reply) {
        case HttpReply.Full full -> full.status();
        case HttpReply.Half half -> half.whole().status();
        case HttpReply.Nothing _, HttpReply.Upgrade _ -> 0;
      };
    }
  }

  private List<Operation> operations(HttpRequest request) {
    try {
      JsonNode body = json.readTree(Gzip.body(request));
      if (!body.isArray()) {
        throw Refusal.invalid("the body has to be an array of operations");
      }
      return body.valueStream().map(Operation::of).toList();
    } catch (JacksonException | IOException e) {
      throw Refusal.invalid("the body cannot be read: " + e.getMessage());
    }
  }

  private Answer answer(
      HttpRequest request, List<Operation> operations, ActiveFaults active, boolean strict) {
    try {
      byte[] results =
          batch.run(
              new Batch.Request(
                  request.header("ftrack-user").orElse(""),
                  request.header("ftrack-api-key").orElse(""),
                  request.header("ftrack-clienttoken"),
                  base(request),
                  strict,
                  repeats(request.header("ftrack-api-options").orElse("")),
                  operations,
                  active));
      return new Answer(Gzip.reply(request, HttpReply.json(200, results)), "");
    } catch (Refusal refusal) {
      return refused(refusal, strict);
    } catch (RuntimeException e) {
      LOG.error("the sandbox could not answer", e);
      return refused(new Refusal(Refusal.Reason.SERVER, String.valueOf(e)), strict);
    }
  }

  private static URI base(HttpRequest request) {
    String host = request.header("host").orElse("127.0.0.1");
    try {
      return URI.create("http://" + host);
    } catch (IllegalArgumentException _) {
      throw Refusal.invalid("'" + host + "' is no host");
    }
  }

  private Answer refused(Refusal refusal, boolean strict) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("exception", refusal.reason().exception());
    body.put("content", refusal.content());
    refusal
        .errorCode()
        .ifPresentOrElse(code -> body.put("error_code", code), () -> body.putNull("error_code"));
    int status = strict ? refusal.reason().status() : 200;
    return new Answer(
        HttpReply.json(status, json.writeValueAsBytes(body)), refusal.reason().exception());
  }

  private static Optional<HttpReply> inFrontOf(ActiveFaults active) {
    if (active.find(Fault.DroppedBefore.class).isPresent()) {
      return Optional.of(new HttpReply.Nothing());
    }
    if (active.find(Fault.HtmlError.class).isPresent()) {
      return Optional.of(HttpReply.html(500, HTML));
    }
    return active
        .find(Fault.Unavailable.class)
        .map(fault -> later(503, fault.retryAfter()))
        .or(() -> active.find(Fault.TooManyRequests.class).map(f -> later(429, f.retryAfter())));
  }

  private static HttpReply later(int status, Optional<Duration> retryAfter) {
    HttpReply.Full empty = HttpReply.empty(status);
    return retryAfter
        .map(after -> empty.with("Retry-After", String.valueOf(after.toSeconds())))
        .orElse(empty);
  }

  private static HttpReply behind(ActiveFaults active, HttpReply answer) {
    if (active.find(Fault.DroppedAfter.class).isPresent()) {
      return new HttpReply.Nothing();
    }
    boolean truncated = active.find(Fault.Truncated.class).isPresent();
    return truncated && answer instanceof HttpReply.Full full ? new HttpReply.Half(full) : answer;
  }

  private static void pause(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(HttpRequest request, List<Operation> operations, Answer answer) {
    requests.add(
        new Requests.Seen(
            request.method(),
            request.path(),
            operations.size(),
            operations.stream().map(Operation::action).toList(),
            answer.status(),
            answer.exception()),
        operations.stream().map(Operation::json).toList());
  }

  private static boolean repeats(String options) {
    return options.toLowerCase(Locale.ROOT).matches(".*denormalize[:=](1|true).*");
  }

  private static boolean isOn(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1");
  }
}
