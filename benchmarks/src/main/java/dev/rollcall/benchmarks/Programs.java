// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.benchmarks.bare.BothRead;
import dev.rollcall.benchmarks.bare.LdapLoad;
import dev.rollcall.benchmarks.bare.LdapRead;
import dev.rollcall.benchmarks.bare.SqlRead;
import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The programs that are measured. The bare ones get the heap and the collector that Rollcall gets,
/// and an archive of their classes as well.
record Programs(Options options, Path folder, PostgresServer hr) {
  static final int PAGE = 1000;
  static final String FETCH = "2000";

  /// Rollcall with a state of its own in a new folder.
  Program rollcall(SlapdServer directory, String state, String expected) throws IOException {
    Path place = Files.createDirectories(folder.resolve(state));
    Path file = place.resolve("rollcall.yaml");
    Files.writeString(file, configuration(directory), StandardCharsets.UTF_8);
    return new Program(
        "rollcall",
        List.of(
            options.home().resolve("rollcall").toString(),
            "run",
            "--json",
            "--config",
            file.toString()),
        Map.of(
            "ROLLCALL_HEAP", options.heap(),
            "HR_PASSWORD", hr.password(),
            "LDAP_PASSWORD", directory.account("rollcall").password()),
        expected);
  }

  private String configuration(SlapdServer directory) {
    return """
    systems:
      hr:
        type: sql
        url: %s
        username: %s
        password: ${env:HR_PASSWORD}
      directory:
        type: ldap
        url: %s
        bind_dn: %s
        bind_password: ${env:LDAP_PASSWORD}
        page_size: %d
    syncs:
      hr-to-directory:
        from: hr
        to: directory
        users:
          read: %s
          anchor: id
          where: status == 'active'
          match: [uid]
          at: %s
          rdn: uid
          attributes:
            objectClass: [inetOrgPerson]
            uid: username
            mail: email.lowerAscii()
            cn: full_name
            givenName: first_name
            sn: full_name.split(' ').last()
          leavers: { disable: at once, delete: after 90 days }
    """
        .formatted(
            hr.jdbcUrl(),
            hr.user(),
            directory.uri(),
            directory.account("rollcall").dn(),
            PAGE,
            Company.QUERY,
            directory.usersDn());
  }

  Program ldapRead(SlapdServer directory) {
    return java(
        "bare LDAP read", LdapRead.class, ldapWords(directory), options.people() + " entries");
  }

  Program sourceRead(SlapdServer directory) {
    return java(
        "read as a source", SourceRead.class, ldapWords(directory), options.people() + " entries");
  }

  Program sqlRead() {
    return java("bare SQL read", SqlRead.class, sqlWords(), options.people() + " rows");
  }

  Program bothRead(SlapdServer directory) {
    List<String> words = new ArrayList<>(sqlWords());
    words.addAll(ldapWords(directory));
    return java("both bare reads at once", BothRead.class, words, options.people() + " entries");
  }

  private List<String> sqlWords() {
    return List.of(hr.jdbcUrl(), hr.user(), hr.password(), FETCH, Company.QUERY);
  }

  private List<String> ldapWords(SlapdServer directory) {
    List<String> words =
        new ArrayList<>(
            List.of(
                String.valueOf(directory.port()),
                directory.account("rollcall").dn(),
                directory.account("rollcall").password(),
                directory.usersDn(),
                String.valueOf(PAGE)));
    words.addAll(Company.ATTRIBUTES);
    return words;
  }

  Program ldapLoad(SlapdServer directory, int window) {
    List<String> words =
        List.of(
            hr.jdbcUrl(),
            hr.user(),
            hr.password(),
            FETCH,
            Company.ENTRIES,
            String.valueOf(directory.port()),
            directory.account("rollcall").dn(),
            directory.account("rollcall").password(),
            directory.usersDn(),
            String.valueOf(window));
    return java(
        "bare load, " + window + " at once", LdapLoad.class, words, options.people() + " entries");
  }

  private Program java(String name, Class<?> main, List<String> words, String expected) {
    return java(
        folder,
        options.heap(),
        new Program(name, List.of(main.getName()), Map.of(), expected),
        words);
  }

  /// @param program with the name of its class as its command
  /// @param words what it is started with
  static Program java(Path folder, String heap, Program program, List<String> words) {
    String main = program.command().getFirst();
    Path archive = folder.resolve(main.substring(main.lastIndexOf('.') + 1) + ".jsa");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-Xlog:disable", "-Xlog:all=off"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx" + heap));
    command.add(
        Files.exists(archive)
            ? "-XX:SharedArchiveFile=" + archive
            : "-XX:ArchiveClassesAtExit=" + archive);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(words);
    return new Program(program.name(), command, program.environment(), program.expected());
  }
}
