// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.SimpleFileServer;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures that a list of people only names.
class PicturesTest {
  @TempDir private Path desk;
  private Path photos;

  @BeforeEach
  void photos() throws IOException {
    photos = Files.createDirectories(desk.toRealPath().resolve("photos"));
    picture("ada.png", 0xff0000);
    picture("bo.png", 0x00ff00);
    Files.writeString(desk.resolve("secret"), "not for everybody");
  }

  private void picture(String name, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(3, 3, rgb);
    assertTrue(ImageIO.write(image, "png", photos.resolve(name).toFile()));
  }

  private Shell shell(FtrackSandbox studio, String avatar) {
    Shell shell =
        new Shell(desk)
            .with("FTRACK_SERVER", studio.uri().toString())
            .with("FTRACK_API_USER", Options.USUAL_LOGIN)
            .with("FTRACK_API_KEY", Options.USUAL_KEY);
    shell.file(
        "rollcall.yaml",
        """
        systems:
          people: { type: file, path: people.csv }
          studio: { type: ftrack }
        syncs:
          people-to-studio:
            from: people
            to: studio
            users:
              anchor: login
              match: [username]
              attributes:
                username: login
                first_name: name
                avatar: %s
        """
            .formatted(avatar));
    return shell;
  }

  private static void people(Shell shell, String... rows) {
    shell.file("people.csv", "login,name,photo\n" + String.join("\n", rows) + "\n");
  }

  private static List<String> problems(Ran ran) {
    return ran.out().lines().filter(line -> line.contains("DATA-NOT-FETCHED")).toList();
  }

  @Test
  void filesBelowADirectoryBecomePicturesAndNoOthers() throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = shell(studio, "{ file: photo, below: photos }");
      people(shell, "ada,Ada,ada.png", "bo,Bo,bo.png", "eve,Eve,../secret", "cem,Cem,");

      Ran first = shell.run("run").expect(0);
      Ran second = shell.run("run").expect(0);
      picture("ada.png", 0x0000ff);
      Ran plan = shell.run("plan").expect(2);

      assertEquals(1, problems(first).size(), first.out());
      assertTrue(second.out().contains("nothing to do"), second.out());
      assertTrue(plan.out().contains("update   1"), plan.out());
      assertTrue(plan.out().contains("avatar"), plan.out());
    }
  }

  @Test
  void addressesBelowAPrefixBecomePictures() throws IOException {
    com.sun.net.httpserver.HttpServer web =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            photos,
            SimpleFileServer.OutputLevel.NONE);
    web.start();
    String from = "http://localhost:" + web.getAddress().getPort() + "/";
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = shell(studio, "{ url: \"'%s' + photo\", from: '%s' }".formatted(from, from));
      people(shell, "ada,Ada,ada.png", "eve,Eve,none.png", "cem,Cem,");

      Ran first = shell.run("run").expect(0);
      Ran second = shell.run("run").expect(0);

      assertEquals(1, problems(first).size(), first.out());
      assertTrue(second.out().contains("nothing to do"), second.out());
    } finally {
      web.stop(0);
    }
  }

  @Test
  void whereNamesLeadIsNotLeftToTheSource() throws IOException {
    try (FtrackSandbox studio = FtrackSandbox.start()) {
      Shell shell = shell(studio, "{ url: photo, file: photo, below: photos }");
      people(shell, "ada,Ada,ada.png");

      String said = shell.run("plan").expect(3).err();

      assertTrue(said.contains("CONFIG-KEY-MISPLACED"), said);
      assertTrue(shell(studio, "{ url: photo }").run("plan").expect(3).err().contains("'from'"));
      assertTrue(shell(studio, "{ file: photo }").run("plan").expect(3).err().contains("'below'"));
      assertTrue(
          shell(studio, "{ url: photo, from: 'http://example.com/' }")
              .run("plan")
              .expect(3)
              .err()
              .contains("cannot begin an address"));
    }
  }
}
