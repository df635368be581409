// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A password is where it was given and nowhere else.
class SecretsTest {
  private static final String CANARY = "Canary-7c1f-sings";
  private static final String CANARY_KEY = "canary-key-7c1f";

  @RegisterExtension
  static final SharedServerExtension<PostgresServer> POSTGRES = Servers.sharedPostgres();

  @RegisterExtension
  static final ServerExtension<SlapdServer> SLAPD =
      Servers.slapd(options ->
          options
              .tls()
              .writer("ou=areas")
              .overlays("ppolicy")
              .admin("cn=admin,dc=example,dc=com", CANARY));

  @TempDir private Path desk;
  private Company company;
  private Shell shell;
  private FtrackSandbox studio;
  private final List<Ran> all = new ArrayList<>();

  @BeforeEach
  void found() throws IOException {
    studio =
        FtrackSandbox.start(
            Options.usual().withLogin(Options.Login.administrator("canary", CANARY_KEY)));
    company = Company.of(POSTGRES.get().freshDatabase(), SLAPD.get(), desk);
    String role = "canary_" + company.people().database().name();
    company
        .people()
        .database()
        .execute(
            "create role " + role + " login password '" + CANARY + "'",
            "grant select on people to " + role);
    shell = company.shell();
    shell
        .with("HR_USER", role)
        .with("HR_PASSWORD", CANARY)
        .with("LDAP_DN", "cn=admin,dc=example,dc=com")
        .with("LDAP_PASSWORD", CANARY)
        .with("FTRACK_SERVER", studio.uri().toString())
        .with("FTRACK_API_USER", "canary")
        .with("FTRACK_API_KEY", CANARY_KEY);
  }

  @AfterEach
  void close() {
    studio.close();
    company.close();
  }

  private void types(int code, String command) {
    all.add(shell.run(command.split(" ")).expect(code));
  }

  private void typesEverything() {
    types(0, "check --log-level debug");
    types(2, "plan --log-level debug");
    types(0, "run --log-level debug --log-format json");
    company.people().rename(1, "anna.holm", "Holm");
    types(0, "run --json --log-level debug");
    types(0, "explain anna.holm --log-level debug");
    types(0, "history");
    types(0, "show 1 --json");
    types(0, "backup directory --log-level debug");
    types(0, "backup studio --log-level debug");
  }

  private void assertSilent() throws IOException {
    List<String> leaks = new ArrayList<>();
    for (Ran ran : all) {
      if (leaks(ran.out() + ran.err())) {
        leaks.add(ran.command());
      }
    }
    try (Stream<Path> files = Files.walk(desk)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("rollcall.yaml")
            && leaks(Files.readString(file, StandardCharsets.ISO_8859_1))) {
          leaks.add(desk.relativize(file).toString());
        }
      }
    }

    assertEquals(List.of(), leaks);
  }

  private static boolean leaks(String text) {
    return text.contains(CANARY) || text.contains(CANARY_KEY);
  }

  @Test
  void nothingThatIsSaidOrKeptHoldsAPasswordFromTheEnvironment() throws IOException {
    typesEverything();

    assertSilent();
    assertTrue(all.getFirst().err().contains(" DEBUG "), all.getFirst().err());
  }

  @Test
  void nothingThatIsSaidOrKeptHoldsAPasswordFromTheConfiguration() throws IOException {
    company.configure(
        company
            .both()
            .replace("${env:HR_PASSWORD}", "'" + CANARY + "'")
            .replace("${env:LDAP_PASSWORD}", "'" + CANARY + "'"));

    typesEverything();

    assertSilent();
  }

  @Test
  void noComplaintHoldsAPassword() throws IOException {
    company.configure(
        company
            .both()
            .replace("${env:LDAP_PASSWORD}", "'" + CANARY + "'")
            .replace("bind_dn: ${env:LDAP_DN}", "bind_dn: cn=nobody,dc=example,dc=com"));
    types(3, "run --log-level debug");
    types(3, "check --log-level debug");
    company.configure(company.both().replace("${env:HR_USER}", "nobody"));
    types(3, "run --log-level debug --json");
    company.configure(
        company.both().replace("url: ldaps", "bind_pasword: '" + CANARY + "'\n    url: ldaps"));
    types(3, "run --log-level debug");
    company.configure(company.both().replace("${env:LDAP_PASSWORD}", "['" + CANARY + "']"));
    types(3, "run --log-level debug");
    company.configure(company.both().replace("${env:LDAP_PASSWORD}", "'" + CANARY));
    types(3, "run --log-level debug");
    company.configure(
        company
            .both()
            .replaceFirst("(jdbc:postgresql://\\S+)", "$1?password=" + CANARY + "&user=nobody"));
    types(3, "run --log-level debug");
    shell.with("FTRACK_API_USER", "nobody");
    types(3, "run --sync directory-to-ftrack --log-level debug");

    assertSilent();
  }
}
