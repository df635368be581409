// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One connection to the event hub of a server: socket.io 0.9 over a WebSocket.
final class HubSocket implements AutoCloseable {
  /// As long as ftrack's own JavaScript client waits for a heartbeat (`simple_socketio.ts`).
  static final Duration USUAL_SILENCE = Duration.ofSeconds(15);

  private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9_.-]{1,200}");
  private static final int LARGEST = 16 << 20;
  private static final int MOST_WAITING = 10_000;

  private final FtrackSettings settings;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Duration silence;
  private final WebSocket socket;

  /// What came.
  private sealed interface Heard {
    record Text(String text) implements Heard {}

    record End(String why) implements Heard {}
  }

  /// Shakes hands and connects.
  HubSocket(HttpClient http, FtrackSettings settings) throws HubLost, InterruptedException {
    this.settings = settings;
    Optional<Problem> flaw = Endpoint.flaw(settings);
    if (flaw.isPresent()) {
      throw new HubLost(flaw.get());
    }
    String[] parts = handshake(http).split(":", -1);
    if (parts.length < 4
        || !parts[3].contains("websocket")
        || !SESSION.matcher(parts[0]).matches()) {
      throw lost("its event hub answers in another way than ftrack's");
    }
    this.silence = silence(parts[1]);
    this.socket = connected(http, parts[0]);
  }

  private static Duration silence(String seconds) {
    return seconds.matches("[1-9][0-9]{0,3}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : USUAL_SILENCE;
  }

  private String handshake(HttpClient http) throws HubLost, InterruptedException {
    try {
      HttpRequest request =
          signed(HttpRequest.newBuilder(address("")).timeout(settings.timeout())).GET().build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> response.body().strip();
        case 401, 403 ->
            throw new HubLost(
                FailureProblem.of(
                    settings, Answer.Failure.of(Cause.CREDENTIALS, "its event hub says so")));
        default -> throw lost("its event hub answers with HTTP " + response.statusCode());
      };
    } catch (IOException failure) {
      throw lost(words(failure));
    }
  }

  private HttpRequest.Builder signed(HttpRequest.Builder request) {
    return request
        .header("ftrack-user", settings.user())
        .header("ftrack-api-key", settings.key().reveal());
  }

  private URI address(String more) {
    String server = settings.server().toString().replaceFirst("/+$", "");
    return URI.create(server + "/socket.io/1/" + more);
  }

  private WebSocket connected(HttpClient http, String session)
      throws HubLost, InterruptedException {
    URI address = address("websocket/" + session);
    URI web = URI.create(address.toString().replaceFirst("^http", "ws"));
    try {
      return http.newWebSocketBuilder()
          .header("ftrack-user", settings.user())
          .header("ftrack-api-key", settings.key().reveal())
          .buildAsync(web, new Ear())
          .get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw lost(words(Optional.ofNullable(failure.getCause()).orElse(failure)));
    } catch (TimeoutException _) {
      throw lost("no answer within " + settings.timeout().toMillis() + " ms");
    }
  }

  /// For how long nothing may come before the connection counts as dead.
  Duration silence() {
    return silence;
  }

  void send(HubPacket packet) throws HubLost, InterruptedException {
    try {
      socket
          .sendText(packet.text(), true)
          .get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw lost(words(Optional.ofNullable(failure.getCause()).orElse(failure)));
    } catch (TimeoutException _) {
      throw lost("it takes nothing any more");
    }
  }

  /// The next packet; empty when none comes in that time.
  Optional<HubPacket> next(Duration patience) throws HubLost, InterruptedException {
    Heard next = heard.poll(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    if (next == null) {
      return Optional.empty();
    }
    return switch (next) {
      case Heard.Text(String text) -> Optional.of(HubPacket.read(text));
      case Heard.End(String why) -> throw lost(why);
    };
  }

  HubLost lost(String why) {
    return new HubLost(
        new Problem(
            "FTRACK-EVENTS-LOST",
            Blame.REMOTE_SYSTEM,
            "changes in '%s' (%s) are not told now".formatted(settings.name(), settings.server()),
            why,
            "nothing has to be done if it comes back; otherwise look whether the server runs and"
                + " whether a proxy in between lets WebSockets pass"));
  }

  private static String words(Throwable failure) {
    return failure.getClass().getSimpleName()
        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (message.length() > LARGEST) {
        end("a message of more than " + LARGEST + " characters came");
        from.abort();
        return null;
      }
      if (last) {
        if (!heard.offer(new Heard.Text(message.toString()))) {
          from.abort();
          heard.clear();
          end("more came than could be looked at");
        }
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      end("the server ended the connection" + (reason.isEmpty() ? "" : ": " + reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
      end(words(failure));
    }

    private void end(String why) {
      if (!heard.offer(new Heard.End(why))) {
        heard.clear();
        heard.add(new Heard.End(why));
      }
    }
  }
}
