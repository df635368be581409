// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/// Uses what a run uses, once after a build, while Java takes down the classes so that each start
/// finds them ready. Its argument is a folder for a demo.
final class Training {
  private static final List<String> DRIVERS = List.of("postgresql-", "mariadb-java-client-");

  private Training() {}

  public static void main(String[] args) throws IOException {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console =
        new Console(nowhere, nowhere, false, Map.of(), Path.of(""), InstantSource.system());
    Main.run(console, "demo", "--dir", args[0]);
    Path demo = Path.of(args[0], "rollcall.yaml");
    for (String command : List.of("run", "plan", "check")) {
      Main.run(console, command, "--config", demo.toString());
      Main.run(console, command, "--json", "--config", demo.toString());
    }
    try (AskingServer server = AskingServer.start()) {
      Path file = demo.resolveSibling("training.yaml");
      Files.writeString(file, configuration(server), StandardCharsets.UTF_8);
      Main.run(console, "check", "--config", file.toString());
    }
    for (String file : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (DRIVERS.stream().anyMatch(new File(file).getName()::startsWith)) {
        load(file);
      }
    }
  }

  /// What most configurations say of systems that are not built in.
  private static String configuration(AskingServer hr) {
    return """
    systems:
      hr:
        type: sql
        url: jdbc:postgresql://127.0.0.1:%d/hr
        username: rollcall
        password: nobody's
      directory:
        type: ldap
        url: ldap://127.0.0.1:1
        bind_dn: cn=rollcall,dc=example,dc=com
        bind_password: nobody's
        page_size: 1000
        timeout: 5s
    syncs:
      hr-to-directory:
        from: hr
        to: directory
        users:
          read: select id, username, full_name, status from users
          anchor: id
          where: status == 'active'
          match: [uid]
          at: ou=users,dc=example,dc=com
          rdn: uid
          attributes:
            objectClass: [inetOrgPerson]
            uid: username.lowerAscii()
            cn: full_name
            sn: full_name.split(' ').last()
          leavers: { disable: at once, delete: after 90 days }
    """
        .formatted(hr.port());
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
