// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class UploadsTest extends SandboxTest {
  private static final String SERVER = "3a372bde-05bc-11e4-8908-20c9d081909b";
  private static final String KEY =
      "username=" + Options.USUAL_LOGIN + "&apiKey=" + Options.USUAL_KEY;

  private final HttpClient http = HttpClient.newHttpClient();
  private final String id = UUID.randomUUID().toString();
  private final byte[] picture = "not really a picture".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @AfterEach
  void hangUp() {
    http.close();
  }

  @Test
  void takesAPictureBeforeItsComponentExistsAndMakesItTheThumbnail()
      throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));

    JsonNode metadata = announce("face.png", picture.length);
    int sent = put(metadata.path("url").asString(), picture).statusCode();
    JsonNode created = client.call(component(), location());
    JsonNode updated = client.call(Client.update("User", user, Map.of("thumbnail_id", id)));

    assertEquals(200, sent);
    assertEquals("image/png", metadata.path("headers").path("Content-Type").asString());
    assertTrue(created.isArray(), created.toString());
    assertTrue(updated.isArray(), updated.toString());
    assertArrayEquals(picture, get("/component/get?id=" + id).body());
    assertArrayEquals(picture, get("/component/thumbnail?size=300&id=" + id).body());
    assertEquals(
        List.of("jdoe"),
        client.query(
            "username",
            "select username from User where thumbnail.component_locations.location_id is "
                + SERVER));
  }

  @Test
  void refusesAThumbnailThatIsNotThere() throws IOException, InterruptedException {
    String user = client.create("User", Map.of("username", "jdoe"));

    JsonNode answer = client.call(Client.update("User", user, Map.of("thumbnail_id", id)));

    assertEquals("IntegrityError", answer.path("exception").asString());
  }

  @Test
  void takesExactlyWhatWasAnnounced() throws IOException, InterruptedException {
    String url = announce("face.png", picture.length + 1).path("url").asString();

    HttpResponse<byte[]> answer = put(url, picture);
    HttpResponse<byte[]> nowhere =
        put(sandbox.uri().resolve("/component/upload/x").toString(), picture);

    assertEquals(400, answer.statusCode());
    assertEquals(400, nowhere.statusCode());
    assertEquals(404, get("/component/get?id=" + id).statusCode());
  }

  @Test
  void noticesADamagedFile() throws IOException, InterruptedException {
    JsonNode answer =
        client.call(
            Map.of(
                "action", "get_upload_metadata",
                "component_id", id,
                "file_name", "face.png",
                "file_size", picture.length,
                "checksum", "1B2M2Y8AsgTpgAmY7PhCfg=="));

    assertEquals(400, put(answer.path(0).path("url").asString(), picture).statusCode());
  }

  @Test
  void joinsAFileThatComesInParts() throws IOException, InterruptedException {
    Map<String, ?> announce =
        Map.of(
            "action",
            "get_upload_metadata",
            "component_id",
            id,
            "file_name",
            "film.bin",
            "file_size",
            6,
            "parts",
            2);
    JsonNode metadata = client.call(announce).path(0);
    for (JsonNode part : metadata.path("urls")) {
      byte[] content = part.path("part_number").asInt() == 1 ? new byte[] {1, 2} : new byte[] {3};
      put(part.path("signed_url").asString(), content);
    }

    client.call(
        Map.of(
            "action",
            "complete_multipart_upload",
            "component_id",
            id,
            "upload_id",
            metadata.path("upload_id").asString(),
            "parts",
            List.of()));

    assertArrayEquals(new byte[] {1, 2, 3}, get("/component/get?id=" + id).body());
  }

  @Test
  void showsAPictureForThoseWhoHaveNone() throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = get("/component/thumbnail?id=" + id);

    assertEquals(302, answer.statusCode());
    String place = answer.headers().firstValue("Location").orElse("");
    assertEquals("/img/thumbnail2.png", place);
    assertEquals("image/png", get(place + "?").headers().firstValue("Content-Type").orElse(""));
  }

  @Test
  void showsFilesOnlyToWhoHasAKey() throws IOException, InterruptedException {
    URI uri = sandbox.uri().resolve("/component/get?id=" + id + "&username=x&apiKey=y");

    assertEquals(
        401,
        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).statusCode());
  }

  @Test
  void removesAFile() throws IOException, InterruptedException {
    put(announce("face.png", picture.length).path("url").asString(), picture);

    get("/component/remove?id=" + id);

    assertEquals(404, get("/component/get?id=" + id).statusCode());
  }

  @Test
  void keepsFilesAcrossARestart() throws IOException, InterruptedException {
    put(announce("face.png", picture.length).path("url").asString(), picture);
    Path file = folder.resolve("ftrack.json");
    sandbox.save(file);
    get("/component/remove?id=" + id);

    sandbox.load(file);

    assertArrayEquals(picture, get("/component/get?id=" + id).body());
  }

  private JsonNode announce(String name, int size) throws IOException, InterruptedException {
    return client
        .call(
            Map.of(
                "action", "get_upload_metadata",
                "component_id", id,
                "file_name", name,
                "file_size", size))
        .path(0);
  }

  private Map<String, ?> component() {
    return Client.creation(
        "FileComponent",
        Map.of("id", id, "name", "thumbnail", "file_type", ".png", "size", picture.length));
  }

  private Map<String, ?> location() {
    return Client.creation(
        "ComponentLocation",
        Map.of(
            "component", Map.of("__entity_type__", "FileComponent", "id", id),
            "location", Map.of("__entity_type__", "Location", "id", SERVER),
            "resource_identifier", id));
  }

  private HttpResponse<byte[]> put(String url, byte[] content)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).PUT(BodyPublishers.ofByteArray(content)).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    URI uri = sandbox.uri().resolve(path + (path.contains("?") ? "&" : "?") + KEY);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
  }
}
