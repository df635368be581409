// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Uses what a run uses, once after a build, while Java takes down the classes so that each start
/// finds them ready. Its argument is a folder for a demo.
final class Training {
  private static final List<String> DRIVERS = List.of("postgresql-", "mariadb-java-client-");

  private Training() {}

  public static void main(String[] args) throws IOException, GeneralSecurityException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console =
        new Console(nowhere, nowhere, false, Map.of(), Path.of(""), InstantSource.system());
    Main.run(console, "demo", "--dir", args[0]);
    for (String command : List.of("run", "plan", "check")) {
      Main.run(console, command, "--config", Path.of(args[0], "rollcall.yaml").toString());
    }
    signIn();
    for (String file : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (DRIVERS.stream().anyMatch(new File(file).getName()::startsWith)) {
        load(file);
      }
    }
  }

  /// What databases do with a password.
  private static void signIn() throws GeneralSecurityException {
    PBEKeySpec password = new PBEKeySpec(new char[] {'?'}, new byte[] {0}, 1, 256);
    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(password);
  }

  private static void load(String file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(Training::named);
    }
  }

  private static void named(String name) {
    try {
      Class.forName(name, false, Training.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError needsMoreThanIsHere) {
      // Drivers have classes for libraries that nobody else needs.
    }
  }
}
