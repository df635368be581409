// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldif.LDIFChangeRecord;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A real directory server. It begins with `ou=users`, `ou=groups`, `ou=services` and `ou=areas`
/// below its suffix.
public abstract sealed class LdapServer extends TestServer
    permits SlapdServer, DirectoryServer389, SambaServer {
  /// What every directory has, whatever makes it.
  record Directory(
      String suffix,
      Credentials admin,
      OptionalInt ldapsPort,
      Optional<TestCertificates> certificates) {}

  private final Directory directory;
  private final AtomicInteger areas = new AtomicInteger();

  LdapServer(Start start, Directory directory) {
    super(start);
    this.directory = directory;
  }

  /// `ldap://localhost:PORT`; StartTLS works on it when TLS is on.
  public final String uri() {
    return "ldap://" + host() + ":" + port();
  }

  /// `ldaps://localhost:PORT`.
  public final String ldapsUri() {
    return "ldaps://" + host() + ":" + ldapsPort();
  }

  public final int ldapsPort() {
    return directory.ldapsPort().orElseThrow(LdapServer::withoutTls);
  }

  /// What a client has to trust, PEM.
  public final Path caFile() {
    return certificates().caFile();
  }

  public final String suffix() {
    return directory.suffix();
  }

  public final String usersDn() {
    return "ou=users," + suffix();
  }

  public final String groupsDn() {
    return "ou=groups," + suffix();
  }

  public final Credentials admin() {
    return directory.admin();
  }

  public final String adminDn() {
    return admin().dn();
  }

  public final String adminPassword() {
    return admin().password();
  }

  /// A connection that is bound as the administrator.
  public final LDAPConnection connect() throws LDAPException {
    return connect(admin());
  }

  public LDAPConnection connect(Credentials who) throws LDAPException {
    return new LDAPConnection(host(), port(), who.dn(), who.password());
  }

  /// Applies entries and change records, in LDIF, as the administrator.
  public final void load(String ldif) {
    try (LDAPConnection connection = connect();
        LDIFReader reader = new LDIFReader(new BufferedReader(new StringReader(ldif)))) {
      Optional<LDIFChangeRecord> next = next(reader);
      while (next.isPresent()) {
        next.get().processChange(connection);
        next = next(reader);
      }
    } catch (LDAPException | LDIFException | IOException failure) {
      throw new ServerFailed("cannot load: " + failure.getMessage(), failure);
    }
  }

  /// What the directory holds at a DN, with operational attributes.
  public final Optional<Entry> entry(String dn) {
    return search(dn, SearchScope.BASE, "(objectClass=*)").stream().findFirst();
  }

  /// The values an entry has of an attribute; none when there is no such entry.
  public final List<String> values(String dn, String attribute) {
    return entry(dn)
        .map(entry -> Optional.ofNullable(entry.getAttributeValues(attribute)))
        .flatMap(values -> values.map(List::of))
        .orElse(List.of());
  }

  /// The entries below a base that match a filter, with operational attributes.
  public final List<Entry> search(String base, String filter) {
    return search(base, SearchScope.SUB, filter);
  }

  private List<Entry> search(String base, SearchScope scope, String filter) {
    try (LDAPConnection connection = connect()) {
      return List.copyOf(connection.search(base, scope, filter, "*", "+").getSearchEntries());
    } catch (LDAPSearchException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw new ServerFailed("cannot search " + base, failure);
    } catch (LDAPException failure) {
      throw new ServerFailed("cannot search " + base, failure);
    }
  }

  /// A new place for one test, `ou=areaN,ou=areas,SUFFIX`, with `ou=users` and `ou=groups` in it,
  /// so that tests that share the server do not meet.
  public final String freshArea() {
    String area = "ou=area%d,ou=areas,%s".formatted(areas.incrementAndGet(), suffix());
    load(unit(area) + unit("ou=users," + area) + unit("ou=groups," + area));
    return area;
  }

  /// The N of an area, for names that have to differ in the whole server.
  public static String areaNumber(String area) {
    return area.replaceAll("^ou=area([0-9]+),.*", "$1");
  }

  private static Optional<LDIFChangeRecord> next(LDIFReader reader)
      throws LDIFException, IOException {
    return Optional.ofNullable(reader.readChangeRecord(true));
  }

  static String firstUnits(String suffix) {
    return Stream.of("users", "groups", "services", "areas")
        .map(name -> unit("ou=" + name + "," + suffix))
        .collect(Collectors.joining());
  }

  static String unit(String dn) {
    return """
    dn: %s
    objectClass: organizationalUnit
    ou: %s

    """
        .formatted(dn, dn.substring("ou=".length(), dn.indexOf(',')));
  }

  final TestCertificates certificates() {
    return directory.certificates().orElseThrow(LdapServer::withoutTls);
  }

  private static IllegalStateException withoutTls() {
    return new IllegalStateException("this server was started without tls()");
  }
}
