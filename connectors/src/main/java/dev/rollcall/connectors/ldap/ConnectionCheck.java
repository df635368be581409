// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Optional;

/// Tries to reach a directory, to sign in and to read.
record ConnectionCheck(LdapConnections connections) {
  // Enough to meet the limits that servers come with: 500 (slapd), 1,000 (AD), 2,000 and 5,000
  // (389), if there are as many entries.
  private static final int ENTRIES_TRIED = 6_000;

  /// Adds what it found; the directory where it could be reached.
  Optional<Directory> directory(List<Finding> findings) {
    return directory(List.of(), findings);
  }

  /// The same, with the lengths of what these attributes may hold.
  Optional<Directory> directory(List<String> mapped, List<Finding> findings) {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Directory directory = Directory.whole(connection, mapped);
      findings.add(
          new Finding.Good(
              "%s (%s) at %s, %s"
                  .formatted(
                      name(),
                      directory.words(),
                      connection.getHostPort(),
                      encryption(connection))));
      if (plaintext()) {
        findings.add(new Finding.Warning(unencrypted()));
      }
      findings.add(new Finding.Good("signed in as " + identity(connection)));
      if (directory.schema().isEmpty()) {
        findings.add(new Finding.Warning(noSchema()));
      }
      return Optional.of(directory);
    } catch (LdapFailed failed) {
      findings.add(new Finding.Bad(failed.problem()));
    } catch (LDAPException failure) {
      findings.add(new Finding.Bad(new ReadProblems(connections.settings()).ofRootDse(failure)));
    }
    return Optional.empty();
  }

  /// Whether a subtree can be read, far enough to meet usual limits.
  Finding readable(Search search) {
    int pages = Math.max(1, ENTRIES_TRIED / connections.settings().pageSize());
    return new PagedRead(connections)
        .tryPages(search, pages)
        .<Finding>map(Finding.Bad::new)
        .orElseGet(() ->
            new Finding.Good("%s can be read with %s".formatted(search.base(), search.filter())));
  }

  private boolean plaintext() throws LdapFailed {
    for (LdapUrl url : connections.urls()) {
      if (connections.isPlaintext(url)) {
        return true;
      }
    }
    return false;
  }

  private String encryption(LDAPConnection connection) {
    LdapSettings settings = connections.settings();
    String verified =
        settings.namesMatter() ? ", certificate and host name verified" : ", certificate pinned";
    return Optional.ofNullable(connection.getSSLSession())
        .map(session -> session.getProtocol() + verified)
        .orElse(
            settings.sign() instanceof LdapSettings.Sign.Kerberos
                ? "encrypted by Kerberos"
                : "not encrypted");
  }

  private String identity(LDAPConnection connection) {
    try {
      return connection.processExtendedOperation(new WhoAmIExtendedRequest())
                  instanceof WhoAmIExtendedResult answer
              && answer.getResultCode().equals(ResultCode.SUCCESS)
          ? Optional.ofNullable(answer.getAuthorizationID())
              .filter(text -> !text.isEmpty())
              .orElse("anonymous")
          : configured();
    } catch (LDAPException | ClassCastException notOffered) {
      return configured();
    }
  }

  private String configured() {
    return ConnectProblems.who(connections.settings().sign());
  }

  private Problem unencrypted() {
    return new Problem(
        "LDAP-PLAINTEXT",
        Blame.CONFIGURATION,
        "everything that goes to and from %s can be read and changed on the network"
            .formatted(name()),
        "one of its URLs is ldap:// without StartTLS, and the server is not this machine",
        "use ldaps:// or `start_tls: true` in " + name());
  }

  private Problem noSchema() {
    return new Problem(
        "LDAP-NO-SCHEMA",
        Blame.CONFIGURATION,
        "%s does not show its schema, so mistakes are only found when it refuses a change"
            .formatted(name()),
        "the entry that `subschemaSubentry` of the root DSE names cannot be read",
        "let %s read it: olcAccess: to dn.base=\"cn=Subschema\" by * read".formatted(configured()));
  }

  private String name() {
    return "'" + connections.settings().name() + "'";
  }
}
