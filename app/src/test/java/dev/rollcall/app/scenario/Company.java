// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import dev.rollcall.app.cli.Shell;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.ServerExtension;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SlapdServer;
import dev.rollcall.testkit.server.SqlDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A company: people in an HR database, accounts in an area of a directory and in ftrack, and
/// somebody who types in a directory with a `rollcall.yaml`.
final class Company implements AutoCloseable {
  /// A slapd as a company needs it: TLS, an account that may write, accounts that can be locked.
  static ServerExtension<SlapdServer> slapd() {
    return Servers.slapd(
        options -> options.tls().writer("ou=users", "ou=areas").overlays("ppolicy"));
  }

  private final PeopleTable people;
  private final SlapdServer directory;
  private final String area;
  private final FtrackSandbox studio;
  private final Shell shell;

  private Company(PeopleTable people, SlapdServer directory, FtrackSandbox studio, Shell shell) {
    this.people = people;
    this.directory = directory;
    this.area = directory.freshArea();
    this.studio = studio;
    this.shell = shell;
  }

  /// Five people in a database, nobody anywhere else, and a configuration that is right.
  static Company of(SqlDatabase database, SlapdServer directory, Path desk) {
    try {
      Company company =
          new Company(PeopleTable.of(database), directory, FtrackSandbox.start(), new Shell(desk));
      company.signIn();
      company.configure(company.both());
      return company;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Sets the variables that the configuration takes its secrets from.
  void signIn() {
    Credentials writer = directory.account("rollcall");
    shell
        .with("HR_USER", people.database().user())
        .with("HR_PASSWORD", people.database().password())
        .with("LDAP_DN", writer.dn())
        .with("LDAP_PASSWORD", writer.password())
        .with("FTRACK_SERVER", studio.uri().toString())
        .with("FTRACK_API_USER", Options.USUAL_LOGIN)
        .with("FTRACK_API_KEY", Options.USUAL_KEY);
  }

  PeopleTable people() {
    return people;
  }

  SlapdServer directory() {
    return directory;
  }

  FtrackSandbox studio() {
    return studio;
  }

  Shell shell() {
    return shell;
  }

  /// Where the accounts are.
  String usersDn() {
    return "ou=users," + area;
  }

  String dn(String login) {
    return "uid=" + login + "," + usersDn();
  }

  /// The logins of the accounts in the directory.
  List<String> logins() {
    return List.copyOf(
        new TreeSet<>(
            directory.search(usersDn(), "(uid=*)").stream()
                .map(entry -> entry.getAttributeValue("uid"))
                .toList()));
  }

  /// The only plan of this sync that was made and not given a name.
  Path plan(String sync) {
    try (Stream<Path> plans = Files.list(shell.directory().resolve("plans"))) {
      return plans
          .filter(file -> String.valueOf(file.getFileName()).startsWith(sync + "-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  void configure(String yaml) {
    shell.file("rollcall.yaml", yaml);
  }

  /// From the HR database to the directory, and from there to ftrack.
  String both() {
    return systems() + "syncs:\n" + toDirectory() + toStudio();
  }

  String systems() {
    return """
    systems:
      hr:
        type: sql
        url: %s
        username: ${env:HR_USER}
        password: ${env:HR_PASSWORD}
      directory:
        type: ldap
        url: %s
        bind_dn: ${env:LDAP_DN}
        bind_password: ${env:LDAP_PASSWORD}
        ca_file: %s
      studio:
        type: ftrack
    """
        .formatted(people.database().jdbcUrl(), directory.ldapsUri(), directory.caFile());
  }

  String toDirectory() {
    return """
      hr-to-directory:
        from: hr
        to: directory
        users:
          read: %s
          anchor: id
          changed: updated_at
          where: status == 'active'
          match: [uid]
          at: %s
          rdn: uid
          disable_by: pwdAccountLockedTime
          attributes:
            objectClass: [inetOrgPerson]
            uid: username
            cn: first_name + ' ' + last_name
            givenName: first_name
            sn: last_name
            mail: email
          leavers: { disable: at once, delete: after 90 days }
    """
        .formatted(PeopleTable.READ, usersDn());
  }

  String toStudio() {
    return """
      directory-to-ftrack:
        from: directory
        to: studio
        users:
          base: %s
          filter: (objectClass=inetOrgPerson)
          match: [username, email]
          attributes: { username: uid, email: mail, first_name: givenName, last_name: sn }
          leavers: { disable: at once }
    """
        .formatted(usersDn());
  }

  @Override
  public void close() {
    studio.close();
  }
}
