// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries what reading people out of a directory will need.
record SourceCheck(LdapConnections connections, List<Search> searches) {
  List<Finding> findings(SourceRequest request) {
    List<Finding> findings = new ArrayList<>();
    ConnectionCheck reach = new ConnectionCheck(connections);
    Optional<Directory> directory = reach.directory(findings);
    if (directory.isPresent()) {
      searches.forEach(search -> findings.add(reach.readable(search)));
      directory
          .get()
          .schema()
          .ifPresent(schema -> request.names().forEach(name -> name(schema, name, findings)));
    }
    return findings;
  }

  private void name(Schema schema, String name, List<Finding> findings) {
    boolean ours =
        name.equalsIgnoreCase(EntryColumns.DN)
            || Marks.NAMES.stream().anyMatch(name::equalsIgnoreCase)
            || name.equalsIgnoreCase(LdapSource.UNIQUE_ID);
    if (!ours && SchemaFacts.type(schema, name).isEmpty()) {
      findings.add(
          new Finding.Warning(
              new Problem(
                  "LDAP-UNKNOWN-ATTRIBUTE",
                  Blame.CONFIGURATION,
                  "'%s' knows no attribute %s; it will be absent for everybody"
                      .formatted(connections.settings().name(), name),
                  "the server's schema has no type of this name",
                  "correct the name in the mapping" + SchemaFacts.nearest(schema, name))));
    }
  }
}
