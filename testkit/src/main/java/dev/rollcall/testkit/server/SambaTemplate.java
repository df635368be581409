// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/// A domain of Active Directory that never ran: made once for a build, in 3 to 10 s, and copied for
/// each server. Of its files only `smb.conf` says where they are.
record SambaTemplate(Path folder, SambaDomain domain) {
  static final String PACKAGES =
      "samba samba-ad-dc samba-dsdb-modules samba-vfs-modules samba-ad-provision winbind";
  static final String COMPILER = "gcc libc6-dev";

  // To be raised with every change of what is in the folder.
  private static final int EDITION = 2;
  private static final String PASSWORD = "administrator";
  private static final String PORTS = "samba-ports.so";

  /// The one of this build, in its `target`.
  static SambaTemplate ofThisBuild(Programs programs, SambaDomain domain) {
    Path target = Path.of("target").toAbsolutePath();
    return in(Files.isDirectory(target) ? target : temporary(), programs, domain);
  }

  /// One JVM at a time and one thread at a time: a lock on a file is the whole JVM's.
  static synchronized SambaTemplate in(Path place, Programs programs, SambaDomain domain) {
    Path folder =
        place.resolve(
            "samba-template-%d-%d-%s"
                .formatted(EDITION, ThisUser.current().uid(), domain.netbios()));
    Path lock = place.resolve(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      SambaTemplate template = new SambaTemplate(folder, domain);
      if (!Files.isDirectory(folder)) {
        template.make(programs);
      }
      return template;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot make " + folder, failure);
    }
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  Credentials admin() {
    try {
      return new Credentials(
          "CN=Administrator,CN=Users," + domain.suffix(),
          Files.readString(folder.resolve(PASSWORD)).strip());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A library that gives Samba other ports than those of its source.
  Path ports() {
    return folder.resolve(PORTS);
  }

  /// The files of a domain, into a folder that is there.
  void copyInto(Path home) {
    Tool.run(home, List.of("cp", "-R", folder.resolve("dc").toString(), home.toString()));
  }

  private void make(Programs programs) throws IOException {
    programs.need("samba", PACKAGES);
    programs.need("samba-tool", PACKAGES);
    String compiler = programs.need("gcc", COMPILER);
    Path making =
        Files.createTempDirectory(
            folder.getParent(),
            "samba-making-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    String library = making.resolve(PORTS).toString();
    String source = resource("samba-ports.c", making).toString();
    Tool.run(making, List.of(compiler, "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"));
    provision(programs, making);
    Files.move(making, folder);
  }

  private void provision(Programs programs, Path making) throws IOException {
    // Windows wants three of: capitals, small letters, digits, others.
    String password = "Aa1-" + Passwords.random();
    Files.writeString(making.resolve(PASSWORD), password);
    Tool.run(
        making,
        List.of(
            python(programs),
            resource("samba-provision.py", making).toString(),
            "domain",
            "provision",
            "--realm=" + domain.realm(),
            "--domain=" + domain.netbios(),
            "--server-role=dc",
            "--dns-backend=NONE",
            "--adminpass=" + password,
            "--host-name=dc1",
            "--host-ip=127.0.0.1",
            "--targetdir=" + making.resolve("dc"),
            "--use-rfc2307",
            "--backend-store=mdb",
            "-s",
            "/dev/null",
            "-q",
            "--option=bind interfaces only=yes",
            "--option=interfaces=127.0.0.1/8"));
  }

  /// The Python for which Samba's modules are installed: the one of its own tool.
  private static String python(Programs programs) throws IOException {
    Path tool = Path.of(programs.need("samba-tool", PACKAGES));
    try (BufferedReader lines = Files.newBufferedReader(tool, StandardCharsets.ISO_8859_1)) {
      return Objects.requireNonNullElse(lines.readLine(), "").replaceFirst("^#! *", "").strip();
    }
  }

  /// Puts what an LDIF file holds into a domain that does not run.
  static void load(Programs programs, Path home, Path configuration, Path ldif) {
    try {
      Path script = resource("samba-load.py", home);
      Tool.run(
          home,
          List.of(python(programs), script.toString(), configuration.toString(), ldif.toString()));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot load " + ldif, failure);
    }
  }

  private static Path resource(String name, Path folder) throws IOException {
    try (InputStream content =
        Objects.requireNonNull(SambaTemplate.class.getResourceAsStream(name), name)) {
      Path file = folder.resolve(name);
      Files.copy(content, file);
      return file;
    }
  }
}
