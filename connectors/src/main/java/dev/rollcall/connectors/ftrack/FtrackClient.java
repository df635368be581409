// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Speaks ftrack's API. A call that only reads is repeated as long as that can help; one that
/// writes is repeated only where it is sure that nothing of it was done, and otherwise left to the
/// caller, who has to look first.
public final class FtrackClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FtrackClient.class);

  private final FtrackSettings settings;
  private final Surroundings surroundings;
  private final Patience patience;
  private final Pace pace;
  private final JsonMapper json = JsonMapper.builder().build();
  private final AnswerReader reader;
  private final AtomicLong requests = new AtomicLong();
  private Optional<Transport> transport = Optional.empty();

  public FtrackClient(FtrackSettings settings) {
    this(settings, Surroundings.real(), Patience.USUAL);
  }

  FtrackClient(FtrackSettings settings, Surroundings surroundings, Patience patience) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.patience = patience;
    this.pace = new Pace(settings.limits().perSecond());
    this.reader = new AnswerReader(json, settings, surroundings.clock());
  }

  /// One call: all of the operations, or none.
  public Answer call(List<Operation> operations) {
    boolean writes = operations.stream().anyMatch(Operation::writes);
    for (int attempt = 1; ; attempt++) {
      Answer answer = once(operations);
      if (!(answer instanceof Failure failure) || !repeatable(failure, writes)) {
        return answer;
      }
      if (!pause(attempt, failure)) {
        return answer;
      }
    }
  }

  /// The same operations in one call; where the server refuses that, in one call each, so that it
  /// is known which of them it refuses. For reads.
  List<Answer> each(List<Operation> operations) {
    Answer together = call(operations);
    return switch (together) {
      case Answer.Success(List<JsonNode> results, Entities entities) -> {
        List<Answer> answers = new ArrayList<>();
        results.forEach(result -> answers.add(new Answer.Success(List.of(result), entities)));
        yield answers;
      }
      case Failure failure when failure.cause().advice() == Cause.Advice.ONE_CHANGE ->
          operations.stream().map(operation -> call(List.of(operation))).toList();
      case Failure failure -> operations.stream().<Answer>map(_ -> failure).toList();
    };
  }

  /// Sends a file to where the server wants it. The place is mostly of another host, which gets no
  /// key.
  ///
  /// @param place what the server answered to [Operation.Upload]
  /// @return why it was not sent; empty when it was
  Optional<Failure> upload(JsonNode place, byte[] content) {
    Map<String, String> headers = new TreeMap<>();
    place
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    for (int attempt = 1; ; attempt++) {
      Optional<Failure> failure = uploadOnce(place.path("url").asString(""), headers, content);
      boolean again =
          failure.filter(one -> one.cause().advice() == Cause.Advice.REPEAT).isPresent();
      if (!again || !pause(attempt, failure.get())) {
        return failure;
      }
    }
  }

  private Optional<Failure> uploadOnce(String url, Map<String, String> headers, byte[] content) {
    try {
      requests.incrementAndGet();
      return switch (transport().put(url, headers, content)) {
        case Transport.Sent.Failed(Failure failure) -> Optional.of(failure);
        case Transport.Sent.Replied(Reply reply) when reply.status() / 100 == 2 -> Optional.empty();
        case Transport.Sent.Replied(Reply reply) ->
            Optional.of(
                Failure.of(
                    reply.status() >= 500 ? Cause.ERROR_PAGE : Cause.VALIDATION,
                    "the place for files answers HTTP " + reply.status()));
      };
    } catch (IOException certificates) {
      return Optional.of(Failure.of(Cause.TLS, String.valueOf(certificates.getMessage())));
    }
  }

  /// Lets time pass before the next attempt; false when there shall be none.
  boolean pause(int attempt, Failure failure) {
    Optional<Duration> pause = patience.after(attempt, failure.retryAfter(), surroundings.chance());
    if (pause.isEmpty()) {
      return false;
    }
    try {
      surroundings.sleeper().sleep(pause.get());
      pace.waited(pause.get());
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// How many requests were sent so far, repetitions included.
  public long requests() {
    return requests.get();
  }

  /// How many calls may be under way at once.
  int atOnce() {
    return settings.limits().atOnce();
  }

  Surroundings surroundings() {
    return surroundings;
  }

  private static boolean repeatable(Failure failure, boolean writes) {
    return failure.cause().advice() == Cause.Advice.REPEAT
        && (!writes || failure.cause().nothingDone());
  }

  private Answer once(List<Operation> operations) {
    Optional<Problem> flaw = Endpoint.flaw(settings);
    if (flaw.isPresent()) {
      return Failure.of(Cause.SETTINGS, flaw.get().text());
    }
    if (!paced()) {
      return Failure.of(Cause.INTERRUPTED, "interrupted while waiting to send");
    }
    try {
      long number = requests.incrementAndGet();
      Answer answer =
          switch (transport().post(body(operations))) {
            case Transport.Sent.Replied(Reply reply) -> reader.read(reply, operations.size());
            case Transport.Sent.Failed(Failure failure) -> failure;
          };
      pace.answered(answer);
      log(number, operations, answer);
      return answer;
    } catch (IOException certificates) {
      return Failure.of(Cause.TLS, String.valueOf(certificates.getMessage()));
    }
  }

  /// Waits until the next request may be sent.
  private boolean paced() {
    Duration wait = pace.before(surroundings.clock().instant());
    if (!wait.isPositive()) {
      return true;
    }
    try {
      surroundings.sleeper().sleep(wait);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void log(long number, List<Operation> operations, Answer answer) {
    switch (answer) {
      case Answer.Success _ ->
          LOG.debug(
              "request {} to {}: {} operations done", number, settings.name(), operations.size());
      case Failure failure ->
          LOG.debug(
              "request {} to {}: {} operations failed, {}: {}",
              number,
              settings.name(),
              operations.size(),
              failure.cause(),
              failure.said());
    }
  }

  private byte[] body(List<Operation> operations) {
    ArrayNode all = json.createArrayNode();
    operations.forEach(operation -> all.add(operation.json()));
    return json.writeValueAsBytes(all);
  }

  private synchronized Transport transport() throws IOException {
    if (transport.isEmpty()) {
      transport = Optional.of(new Transport(settings));
    }
    return transport.get();
  }

  @Override
  public synchronized void close() {
    transport.ifPresent(Transport::close);
    transport = Optional.empty();
  }
}
