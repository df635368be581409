// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Reason.Why;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Pictures of users, from a source to what a browser shows.
class FtrackAvatarTest {
  private Studio studio;

  @BeforeEach
  void start() throws Exception {
    studio = Studio.usual();
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  private static String picture(int rgb, int width, int height, String format) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out));
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }

  private Account read(String login) throws Exception {
    List<Account> found = new ArrayList<>();
    studio.target.read(
        new AccountRequest(
            List.of("avatar"), Optional.of(List.of(new Lookup.ByAttribute("username", login)))),
        found::add);
    return found.getFirst();
  }

  private Change update(Account account, List<String> values) {
    return new Change.Update(
        Studio.subject(account),
        List.of(new Edit("avatar", account.values().getFirst(), values)),
        new Reason(Why.MOVER, "the test says so"));
  }

  private boolean isSo(Account account, String base64) throws Exception {
    AttributeType type = studio.target.model().attribute("avatar");
    return type.rule()
        .normal(account.values().getFirst())
        .equals(type.rule().normal(List.of(base64)));
  }

  /// What the server gives out for the user's thumbnail.
  private BufferedImage shown(Account account) throws Exception {
    String component =
        studio
            .hand(
                new Operation.Query(
                    "select thumbnail_id from User where id is "
                        + QueryText.quoted(account.anchor().value())))
            .rows(0)
            .getFirst()
            .path("thumbnail_id")
            .asString();
    URI uri =
        URI.create(
            "%s/component/get?id=%s&username=%s&apiKey=%s"
                .formatted(
                    studio.server.uri(),
                    component,
                    studio.settings.user(),
                    studio.settings.key().reveal()));
    try (HttpClient http =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      byte[] body =
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray())
              .body();
      return ImageIO.read(new ByteArrayInputStream(body));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp"})
  void aPictureComesWithANewUserAndIsScaled(String format) throws Exception {
    String red = picture(0xff0000, 900, 600, format);

    String code = Studio.code(studio.apply(Studio.create("ada", Map.of("avatar", red))));

    assertEquals("applied", code);
    Account ada = read("ada");
    assertTrue(isSo(ada, red));
    BufferedImage shown = shown(ada);
    assertEquals(512, shown.getWidth());
    assertEquals(341, shown.getHeight());
  }

  @Test
  void theSamePictureIsSentOnce() throws Exception {
    String red = picture(0xff0000, 20, 20, "png");
    studio.apply(Studio.create("ada", Map.of("avatar", red)));
    Account ada = read("ada");
    studio.server.requests().clear();

    assertEquals("already done", Studio.code(studio.apply(update(ada, List.of(red)))));
    assertEquals(2, studio.server.requests().counted().requests());
  }

  @Test
  void anotherPictureTakesItsPlaceAndNoneTakesItAway() throws Exception {
    String red = picture(0xff0000, 20, 20, "png");
    String blue = picture(0x0000ff, 20, 20, "png");
    studio.apply(Studio.create("ada", Map.of("avatar", red)));

    assertEquals("applied", Studio.code(studio.apply(update(read("ada"), List.of(blue)))));
    assertTrue(isSo(read("ada"), blue));
    assertEquals(0xff, shown(read("ada")).getRGB(5, 5) & 0xff, 10);
    assertEquals("applied", Studio.code(studio.apply(update(read("ada"), List.of()))));
    assertEquals(List.of(), read("ada").values().getFirst());
  }

  @Test
  void aPictureThatSomebodyElsePutThereIsSeen() throws Exception {
    String red = picture(0xff0000, 20, 20, "png");
    studio.apply(Studio.create("ada", Map.of("avatar", red)));
    Account ada = read("ada");
    String other = new Crew(studio).create("FileComponent", Map.of("name", "by hand"));
    studio.change(ada.anchor().value(), "thumbnail_id", other);

    assertNotEquals(ada.values(), read("ada").values());
    assertEquals("applied", Studio.code(studio.apply(update(read("ada"), List.of(red)))));
    assertTrue(isSo(read("ada"), red));
  }

  @Test
  void whatIsNoPictureIsRefused() throws Exception {
    String broken =
        Base64.getEncoder()
            .encodeToString(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2});
    studio.user("ada");

    assertEquals("FTRACK-PICTURE", Studio.code(studio.apply(update(read("ada"), List.of(broken)))));
    assertEquals("FTRACK-PICTURE", Picture.flaw("hello!").orElseThrow().code());
    assertEquals(
        "FTRACK-PICTURE",
        Picture.flaw(Base64.getEncoder().encodeToString("<svg>".getBytes(StandardCharsets.UTF_8)))
            .orElseThrow()
            .code());
  }

  @Test
  void aFileGoesNowhereUnencryptedButToTheServerItself() throws Exception {
    studio.target.model();
    try (FtrackClient client = new FtrackClient(studio.settings)) {
      ObjectNode place = JsonNodeFactory.instance.objectNode();
      place.put("url", "http://files.example.com/upload");

      assertEquals(Cause.VALIDATION, client.upload(place, new byte[] {1}).orElseThrow().cause());
    }
  }
}
