// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import dev.rollcall.connectors.ftrack.Sending.Look;
import dev.rollcall.connectors.ftrack.Sending.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SendingTest {
  private static final Say REFUSAL =
      FtrackStub.json(
          400, "{\"exception\":\"ValidationError\",\"content\":\"no\",\"error_code\":null}");
  private static final long SECONDS = 20;

  private final Calls calls = new Calls();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  @Test
  void asManyCallsAreUnderWayAtOnceAsAreAllowed() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    try (FtrackStub server = new FtrackStub(_ -> answered(together));
        FtrackClient client = client(server, 3)) {
      Pieces pieces = new Pieces(false);

      new Sending<>(client, 1, pieces).send(numbers(9));

      assertEquals(numbers(9), pieces.done);
      assertEquals(3, mostUnderWay.get());
    }
  }

  @Test
  void whatHasAnOrderIsSentOneAfterTheOther() throws Exception {
    try (FtrackStub server = new FtrackStub(_ -> answered(new CyclicBarrier(1)));
        FtrackClient client = client(server, 3)) {
      Pieces pieces = new Pieces(true);

      new Sending<>(client, 1, pieces).send(numbers(9));

      assertEquals(numbers(9), pieces.done);
      assertEquals(1, mostUnderWay.get());
    }
  }

  @Test
  void oneThatIsRefusedAmongManyCostsOnlyItself() throws Exception {
    try (FtrackStub server =
            new FtrackStub(request -> request.body().contains("\"u5\"") ? REFUSAL : rows(request));
        FtrackClient client = client(server, 4)) {
      Pieces pieces = new Pieces(false);

      new Sending<>(client, 3, pieces).send(numbers(12));

      assertEquals(List.of(5), pieces.refused);
      assertEquals(
          numbers(12).stream().filter(number -> number != 5).toList(),
          pieces.done.stream().sorted().toList());
    }
  }

  @Test
  void afterTheKeyIsRefusedNothingMoreIsSent() throws Exception {
    Say refused =
        FtrackStub.json(401, "{\"exception\":\"InvalidCredentialsError\",\"content\":\"key\"}");
    try (FtrackStub server = FtrackStub.saying(refused);
        FtrackClient client = client(server, 2)) {
      Pieces pieces = new Pieces(false);

      new Sending<>(client, 1, pieces).send(numbers(9));

      assertEquals(numbers(9), pieces.unavailable.stream().sorted().distinct().toList());
      assertEquals(2, server.requests().size());
    }
  }

  private FtrackClient client(FtrackStub server, int atOnce) {
    return calls.client(
        Calls.settings(server.uri(), "rollcall", Calls.KEY).with(new RequestLimits(0, atOnce)));
  }

  private Say answered(CyclicBarrier together) {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      together.await(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      return FtrackStub.reply(500, "Content-Type: text/html", "alone: " + alone);
    } finally {
      underWay.decrementAndGet();
    }
    return Calls.ROWS;
  }

  /// A row for each operation.
  private static Say rows(FtrackStub.Request request) {
    int operations = request.body().split("\"action\"", -1).length - 1;
    return FtrackStub.json(
        "["
            + String.join(
                ",",
                IntStream.range(0, operations)
                    .mapToObj(_ -> "{\"action\":\"update\",\"data\":{}}")
                    .toList())
            + "]");
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /// Pieces of which each is one operation, whatever is there.
  private record Pieces(
      boolean ordered, List<Integer> done, List<Integer> refused, List<Integer> unavailable)
      implements Sending.Work<Integer> {
    private Pieces(boolean ordered) {
      this(ordered, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Look<Integer> look(List<Integer> pieces, boolean again) {
      return new Look.Open<>(
          pieces.stream().map(number -> new Task<>(number, List.of(operation(number)))).toList());
    }

    private static Operation operation(int number) {
      return new Operation.Delete("User", List.of("u" + number));
    }

    @Override
    public boolean inOrder(List<Integer> pieces) {
      return ordered;
    }

    @Override
    public void done(Integer piece, List<JsonNode> results) {
      done.add(piece);
    }

    @Override
    public void refused(Integer piece, Failure failure) {
      refused.add(piece);
    }

    @Override
    public void unavailable(Integer piece, Failure failure) {
      unavailable.add(piece);
    }
  }
}
