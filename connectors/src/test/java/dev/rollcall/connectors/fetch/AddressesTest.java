// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.core.expression.Evaluation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @TempDir Path directory;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private String base;
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private volatile String photo = "ada";
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort() + "/photos/";
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String tag = '"' + photo + '"';
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    asked.add(path + (same ? " unchanged" : ""));
    exchange.getResponseHeaders().add("ETag", tag);
    exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
    byte[] body = photo.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = exchange.getResponseBody()) {
      if (path.endsWith("/slow")) {
        exchange.sendResponseHeaders(200, 0);
        out.write(body);
        out.flush();
        end.await();
      } else if (path.endsWith("/large")) {
        exchange.sendResponseHeaders(200, 0);
        out.write(new byte[FilesBelow.LARGEST + 1]);
      } else if (same && status == 200) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        exchange.sendResponseHeaders(status, body.length);
        out.write(body);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// As a run begins.
  private Addresses addresses() {
    return new Addresses(
        List.of(Prefix.of(base).orElseThrow()),
        directory.resolve("state/fetched"),
        () -> now,
        Duration.ofMillis(700));
  }

  private static Evaluation holding(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Evaluation.Values(List.of(Base64.getEncoder().encodeToString(bytes)));
  }

  private static String refused(Evaluation evaluation) {
    return assertInstanceOf(Evaluation.Failed.class, evaluation).why();
  }

  @Test
  void anAddressIsAskedOnceInARunAndSendsNothingAgainInTheNext() {
    Addresses first = addresses();

    assertEquals(holding("ada"), first.fetch(base + "ada.jpg"));
    assertEquals(holding("ada"), first.fetch(base + "./ada.jpg"));
    assertEquals(holding("ada"), addresses().fetch(base + "ada.jpg"));
    photo = "older ada";
    assertEquals(holding("older ada"), addresses().fetch(base + "ada.jpg"));

    assertEquals(List.of("/photos/ada.jpg", "/photos/ada.jpg unchanged", "/photos/ada.jpg"), asked);
  }

  @Test
  void anAnswerHoldsForFiveMinutesInAProcessThatGoesOn() {
    Addresses addresses = addresses();
    addresses.fetch(base + "ada.jpg");
    photo = "older ada";

    assertEquals(holding("ada"), addresses.fetch(base + "ada.jpg"));
    now = now.plus(Duration.ofMinutes(6));
    assertEquals(holding("older ada"), addresses.fetch(base + "ada.jpg"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.jpg",
        "%2e%2e/secret.jpg",
        "..%2fsecret.jpg",
        "a/../../secret.jpg",
        "..\\secret.jpg",
        "ada.jpg#fragment",
        "ada photo.jpg"
      })
  void whatLeadsElsewhereIsNotAsked(String name) {
    refused(addresses().fetch(base + name));

    assertEquals(List.of(), asked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "https://photos.example.com/ada.jpg",
        "//127.0.0.1/photos/ada.jpg",
        "ada.jpg",
        "jar:file:/x!/y",
        ""
      })
  void otherServersAreNotAsked(String address) {
    refused(addresses().fetch(address));
    refused(addresses().fetch(base.replace("127.0.0.1", "127.0.0.2") + "ada.jpg"));
    refused(addresses().fetch(base.replace("//", "//user:word@") + "ada.jpg"));
    refused(addresses().fetch(base.replace("/photos/", "@127.0.0.1/photos/") + "ada.jpg"));

    assertEquals(List.of(), asked);
  }

  @Test
  void aRedirectIsNotFollowed() {
    status = 302;

    assertTrue(refused(addresses().fetch(base + "ada.jpg")).contains("redirects"));
  }

  @Test
  void whatTheServerHasNoMoreIsGoneAndItsCopyToo() throws IOException {
    addresses().fetch(base + "ada.jpg");
    status = 404;

    assertTrue(refused(addresses().fetch(base + "ada.jpg")).contains("404"));
    try (Stream<Path> copies = Files.list(directory.resolve("state/fetched"))) {
      assertEquals(0, copies.count());
    }
  }

  @Test
  void whileTheServerIsAwayTheCopyHoldsAndTheServerIsNotAskedForEver() {
    addresses().fetch(base + "ada.jpg");
    status = 503;
    asked.clear();
    Addresses next = addresses();

    assertEquals(holding("ada"), next.fetch(base + "ada.jpg"));
    for (int i = 0; i < 10; i++) {
      refused(next.fetch(base + i + ".jpg"));
    }
    assertEquals(holding("ada"), next.fetch(base + "ada.jpg"));
    assertEquals(3, asked.size());
  }

  @Test
  void anAnswerThatIsTooSlowOrTooLargeIsRefused() {
    assertTrue(refused(addresses().fetch(base + "slow")).contains("within 700 ms"));
    assertTrue(refused(addresses().fetch(base + "large")).contains("more than"));
  }

  @Test
  void copiesThatNobodyAskedForInAMonthAreForgotten() throws IOException {
    addresses().fetch(base + "ada.jpg");
    Path copies = directory.resolve("state/fetched");
    try (Stream<Path> all = Files.list(copies)) {
      Files.setLastModifiedTime(
          all.findFirst().orElseThrow(), FileTime.from(now.minus(Duration.ofDays(31))));
    }

    addresses().fetch(base + "bob.jpg");

    try (Stream<Path> all = Files.list(copies)) {
      assertEquals(1, all.count());
    }
  }

  @Test
  void aPrefixIsEncryptedAndADirectory() {
    assertTrue(Prefix.of("https://photos.example.com/").isPresent());
    assertTrue(Prefix.of("http://[::1]:8080/a/").isPresent());
    for (String none :
        List.of(
            "http://photos.example.com/",
            "https://photos.example.com",
            "https://photos.example.com/a",
            "https://me:word@photos.example.com/",
            "https://photos.example.com/?q=/",
            "ftp://photos.example.com/",
            "photos")) {
      assertFalse(Prefix.of(none).isPresent(), none);
    }
  }
}
