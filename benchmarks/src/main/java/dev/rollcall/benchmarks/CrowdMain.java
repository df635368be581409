// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.listener.ProxyRequestHandler;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import dev.rollcall.benchmarks.Crowd.Place;
import dev.rollcall.testkit.server.LdapServer;
import dev.rollcall.testkit.server.SambaServer;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What it takes to let one more person into a group of very many: whole runs of Rollcall, on an
/// OpenLDAP and on a Samba domain controller, with a proxy between that counts what is asked.
///
/// Arguments: the working copy, how many people are in the group.
final class CrowdMain {
  private static final String HEAP = "256m";

  private final Path home;
  private final Path folder;
  private final Crowd crowd;
  private final Report report;

  private CrowdMain(Path home, Path folder, int people) throws IOException {
    this.home = home;
    this.folder = folder;
    this.crowd = new Crowd(people);
    Path results = Files.createDirectories(home.resolve("benchmarks/target/results"));
    this.report = new Report(results.resolve(System.currentTimeMillis() + "-members.md"));
  }

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    Path folder = Files.createTempDirectory(home.resolve("benchmarks/target"), "work");
    try {
      new CrowdMain(home, folder, Integer.parseInt(args[1])).measure();
    } finally {
      Folders.delete(folder);
    }
  }

  private void measure() throws Exception {
    report.title("One more in a group of %,d".formatted(crowd.people()));
    Path openldap = crowd.ldif(folder.resolve("openldap.ldif"), Place.OPENLDAP);
    try (SlapdServer server = SlapdServer.start(options -> options.bulkLoad(openldap))) {
      measure(
          "OpenLDAP",
          server,
          Place.OPENLDAP,
          new SingleServerSet(server.host(), server.port(), options()));
    }
    Path samba = crowd.ldif(folder.resolve("samba.ldif"), Place.SAMBA);
    long begin = System.nanoTime();
    try (SambaServer server = SambaServer.start(samba)) {
      report.line(
          String.format(
              Locale.ROOT, "Samba was filled in %.0f s.%n", (System.nanoTime() - begin) / 1e9));
      SSLUtil tls = new SSLUtil(new PEMFileTrustManager(server.caFile().toFile()));
      measure(
          "Samba",
          server,
          Place.SAMBA,
          new SingleServerSet(
              server.host(), server.ldapsPort(), tls.createSSLSocketFactory(), options()));
    }
  }

  private void measure(String name, LdapServer server, Place place, SingleServerSet way)
      throws Exception {
    CountingProxy.Tally tally = new CountingProxy.Tally();
    LDAPListenerConfig config =
        new LDAPListenerConfig(0, new CountingProxy(new ProxyRequestHandler(way), tally));
    config.setListenAddress(InetAddress.getLoopbackAddress());
    LDAPListener proxy = new LDAPListener(config);
    proxy.startListening();
    try {
      Files.writeString(
          folder.resolve("rollcall.yaml"),
          configuration(proxy.getListenPort(), server, place),
          StandardCharsets.UTF_8);
      report.line("| " + name + " | wall s | CPU s | peak MiB | searches | changes |");
      report.line("|---|---|---|---|---|---|");
      crowd.people(folder.resolve("people.csv"), false);
      run("the first run", server, tally);
      run("nothing changed", server, tally);
      crowd.people(folder.resolve("people.csv"), true);
      run("one more", server, tally);
      report.line("");
    } finally {
      proxy.shutDown(true);
      Folders.delete(folder.resolve(".rollcall"));
    }
    int members = server.values(place.everybody(), "member").size();
    report.line("%,d are in the group.%n".formatted(members));
    if (members != crowd.people() + 1) {
      throw new IllegalStateException("there should be one more than " + crowd.people());
    }
  }

  private void run(String what, LdapServer server, CountingProxy.Tally tally) throws Exception {
    tally.forget();
    Program rollcall =
        new Program(
            "rollcall run, " + what,
            List.of(
                home.resolve("rollcall").toString(),
                "run",
                "--json",
                "--config",
                folder.resolve("rollcall.yaml").toString()),
            Map.of("ROLLCALL_HEAP", HEAP, "LDAP_PASSWORD", server.adminPassword()),
            "");
    Figures figures = rollcall.runNow(folder.resolve("output"));
    report.line(
        String.format(
            Locale.ROOT,
            "| %s | %.2f | %.2f | %.0f | %d | %s |",
            what,
            figures.wall(),
            figures.cpu(),
            figures.peak(),
            tally.asked().getOrDefault("search", 0),
            tally.writes().stream()
                .map(write ->
                    String.format(Locale.ROOT, "%s (%.0f ms)", write.what(), write.millis()))
                .toList()));
  }

  private String configuration(int port, LdapServer server, Place place) {
    return """
    systems:
      hr: { type: file, path: people.csv }
      directory:
        type: ldap
        url: ldap://localhost:%d
        bind_dn: %s
        bind_password: ${env:LDAP_PASSWORD}
    syncs:
      crowd:
        from: hr
        to: directory
        users:
          anchor: id
          match: [%4$s]
          at: %5$s
          rdn: %3$s
          accounts_filter: (objectClass=%6$s)
          attributes:
            objectClass: { value: [%6$s], rule: on create }
            %4$s: login
            %9$s
        groups:
          by: crew
          at: %7$s
          kind: %8$s
    """
        .formatted(
            port,
            server.adminDn(),
            place.naming(),
            place.login(),
            place.users(),
            place.person(),
            place.groups(),
            place.group(),
            place.naming().equals(place.login()) ? "" : place.naming() + ": login");
  }

  private static LDAPConnectionOptions options() {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    // The group is one message.
    options.setMaxMessageSize(1 << 28);
    return options;
  }
}
