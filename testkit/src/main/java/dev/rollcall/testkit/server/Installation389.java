// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/// The files of a 389 Directory Server in a tree of their own.
///
/// Its installer, `dscreate`, reads all places from `$PREFIX/share/dirsrv/inf/defaults.inf`
/// (lib389, `paths.py`), so a copy of the system's files with that one file changed is installed by
/// any user, without systemd.
///
/// @param ports of LDAP and of LDAPS
record Installation389(ServerHome home, Programs programs, List<Integer> ports) {
  private static final String PACKAGE = "389-ds-base";
  private static final Path SYSTEM_FILES = Path.of("/usr/share/dirsrv");
  private static final Path SYSTEM_SETTINGS = Path.of("/etc/dirsrv");

  int port() {
    return ports.getFirst();
  }

  int ldapsPort() {
    return ports.getLast();
  }

  TestCertificates make(String suffix, Credentials admin) {
    String dscreate = programs.need("dscreate", PACKAGE);
    programs.need("ns-slapd", PACKAGE);
    makeTree();
    Path answers = home.file("answers.inf", answers(suffix, admin), Optional.empty());
    run(List.of(dscreate, "from-file", answers.toString()));
    TestCertificates certificates =
        TestCertificates.in(home.folder("tls", Optional.empty()), programs);
    giveKey(certificates);
    new Settings389(settings().resolve("dse.ldif"), ldapsPort()).write();
    return certificates;
  }

  ServerCommand command() {
    List<String> words =
        List.of(
            programs.need("ns-slapd", PACKAGE),
            "-D",
            settings().toString(),
            "-i",
            tree().resolve("run/dirsrv/" + name() + ".pid").toString(),
            "-d",
            "0");
    return ServerCommand.of("ns-slapd", "TERM", programs, Optional.empty(), words)
        .with(environment());
  }

  private void makeTree() {
    home.folder("tree", Optional.empty());
    List.of("etc/dirsrv", "etc/default", "share", "tmp", "shm", "run/dirsrv", "run/lock/dirsrv")
        .forEach(this::makeFolder);
    List.of("var/lib/dirsrv", "var/log/dirsrv").forEach(this::makeFolder);
    copy(SYSTEM_FILES, tree().resolve("share"));
    copy(SYSTEM_SETTINGS.resolve("config"), tree().resolve("etc/dirsrv"));
    copy(SYSTEM_SETTINGS.resolve("schema"), tree().resolve("etc/dirsrv"));
    edit(tree().resolve("share/dirsrv/inf/defaults.inf"), this::inTheTree);
    for (String template : List.of("template-dse.ldif", "template-dse-minimal.ldif")) {
      edit(tree().resolve("share/dirsrv/data").resolve(template), Installation389::onLoopback);
    }
  }

  private String inTheTree(String defaults) {
    ThisUser me = ThisUser.current();
    String tree = Matcher.quoteReplacement(tree().toString());
    return defaults
        .replaceAll("(?m)= (?:/dev)?/(etc|var|run|shm)\\b", "= " + tree + "/$1")
        .replaceAll("(?m)^with_systemd = .*", "with_systemd = 0")
        .replaceAll("(?m)^user = .*", "user = " + me.name())
        .replaceAll("(?m)^group = .*", "group = " + me.group())
        .replaceAll("(?m)^prefix = .*", "prefix = " + tree)
        .replaceAll("(?m)^data_dir = .*", "data_dir = " + tree + "/share")
        .replaceAll("(?m)^tmp_dir = .*", "tmp_dir = " + tree + "/tmp")
        .replaceAll("(?m)^inst_dir = .*", "inst_dir = " + tree + "/lib/slapd-{instance_name}")
        .replaceAll(
            "(?m)^system_schema_dir = .*", "system_schema_dir = " + tree + "/share/dirsrv/schema");
  }

  /// dscreate starts the server for a moment, on all interfaces unless the template says otherwise.
  private static String onLoopback(String template) {
    return template.replaceAll("(?m)^nsslapd-port: .*", "$0\nnsslapd-listenhost: 127.0.0.1");
  }

  private String answers(String suffix, Credentials admin) {
    ThisUser me = ThisUser.current();
    return """
    [general]
    config_version = 2
    full_machine_name = localhost
    strict_host_checking = False
    selinux = False
    systemd = False
    start = False
    [slapd]
    instance_name = %s
    user = %s
    group = %s
    port = %d
    secure_port = %d
    root_dn = %s
    root_password = %s
    self_sign_cert = False
    [backend-userroot]
    suffix = %s
    create_suffix_entry = True
    sample_entries = no
    """
        .formatted(
            instance(),
            me.name(),
            me.group(),
            port(),
            ldapsPort(),
            admin.dn(),
            admin.password(),
            suffix);
  }

  private void giveKey(TestCertificates certificates) {
    String settings = settings().toString();
    Path pin = settings().resolve("pwdfile.txt");
    CertificateFiles own = certificates.server(ServerCertificate.VALID);
    Path bundle = home.resolve("server.p12");
    String transport = Passwords.random();
    run(
        List.of(
            programs.need("openssl", "openssl"),
            "pkcs12",
            "-export",
            "-name",
            "Server-Cert",
            "-in",
            own.certificate().toString(),
            "-inkey",
            own.key().toString(),
            "-out",
            bundle.toString(),
            "-passout",
            "pass:" + transport));
    run(
        List.of(
            programs.need("pk12util", "libnss3-tools"),
            "-i",
            bundle.toString(),
            "-d",
            settings,
            "-k",
            pin.toString(),
            "-W",
            transport));
    run(
        List.of(
            programs.need("certutil", "libnss3-tools"),
            "-A",
            "-n",
            "test-ca",
            "-t",
            "CT,,",
            "-a",
            "-i",
            certificates.caFile().toString(),
            "-d",
            settings,
            "-f",
            pin.toString()));
    home.file(
        "pin.txt",
        "Internal (Software) Token:" + read(pin).lines().findFirst().orElse("") + "\n",
        Optional.empty());
    run(List.of("mv", home.resolve("pin.txt").toString(), settings));
  }

  private void run(List<String> command) {
    Tool.run(home.path(), command, environment());
  }

  private Map<String, String> environment() {
    String tree = tree().toString();
    return Map.of("PREFIX", tree, "INSTALL_PREFIX", tree);
  }

  private Path tree() {
    return home.resolve("tree");
  }

  private Path settings() {
    return tree().resolve("etc/dirsrv").resolve(name());
  }

  private String name() {
    return "slapd-" + instance();
  }

  /// Part of the name of a semaphore that all servers of the machine share.
  private String instance() {
    return "rollcall" + port();
  }

  private void makeFolder(String name) {
    try {
      Files.createDirectories(tree().resolve(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void copy(Path from, Path into) {
    run(List.of("cp", "-R", from.toString(), into.toString()));
  }

  private static void edit(Path file, UnaryOperator<String> change) {
    try {
      Files.writeString(file, change.apply(Files.readString(file)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
