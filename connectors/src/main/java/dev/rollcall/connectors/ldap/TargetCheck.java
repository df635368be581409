// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy.Lock;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tries what keeping accounts in a directory will need, without changing anything.
record TargetCheck(LdapConnections connections, AccountsText accounts) {
  List<Finding> findings(AccountRequest request, Set<Kind> kinds) {
    List<Finding> findings = new ArrayList<>();
    ConnectionCheck reach = new ConnectionCheck(connections);
    Optional<Directory> directory = reach.directory(request.attributes(), findings);
    if (directory.isPresent()) {
      Layout layout = Layout.of(connections.settings().name(), directory.get(), accounts);
      layout
          .bases()
          .forEach(base -> findings.add(reach.readable(new Search(base, layout.filter()))));
      layout.schema().ifPresent(schema -> schema(schema, layout, request, findings));
      closing(layout, kinds, findings);
      if (kinds.contains(Kind.CREATE)) {
        passwords(layout).ifPresent(findings::add);
      }
      if (!kinds.isEmpty()) {
        LdapNeeds needs = new LdapNeeds(connections.settings().name(), layout.directory());
        needs.target(accounts, request.attributes(), kinds);
        findings.addAll(
            new RightsCheck(connections, layout).findings(request.attributes(), kinds, needs));
      }
    }
    return findings;
  }

  /// Tries the rights to write.
  List<Finding> tried(AccountRequest request, Set<Kind> kinds) {
    return new ConnectionCheck(connections)
        .directory(new ArrayList<>())
        .map(directory -> Layout.of(connections.settings().name(), directory, accounts))
        .map(layout ->
            new WriteTrial(connections, layout)
                .findings(request.attributes(), kinds, Optional.empty()))
        .orElse(List.of());
  }

  private void schema(
      Schema schema, Layout layout, AccountRequest request, List<Finding> findings) {
    List<String> needed = new ArrayList<>(request.attributes());
    needed.addAll(layout.ownAttributes());
    needed.add(layout.rdn());
    int before = findings.size();
    needed.stream()
        .distinct()
        .filter(attribute -> SchemaFacts.type(schema, attribute).isEmpty())
        .forEach(attribute -> findings.add(new Finding.Bad(unknown(schema, attribute))));
    if (findings.size() == before) {
      findings.add(new Finding.Good("the schema knows every mapped attribute"));
    }
    Optional.of(layout.directory().lengths().words())
        .filter(words -> !words.isEmpty())
        .ifPresent(words -> findings.add(new Finding.Good("the schema bounds values: " + words)));
  }

  private Optional<Finding> passwords(Layout layout) {
    try {
      return Passwords.of(connections, layout).finding();
    } catch (LdapFailed failed) {
      return Optional.of(new Finding.Bad(failed.problem()));
    }
  }

  private void closing(Layout layout, Set<Kind> kinds, List<Finding> findings) {
    boolean needed = kinds.contains(Kind.DISABLE) || kinds.contains(Kind.ENABLE);
    if (!needed) {
      return;
    }
    List<String> ways = new ArrayList<>();
    layout.lock().map(TargetCheck::words).ifPresent(ways::add);
    layout.leavers().map(dn -> "a move to " + dn).ifPresent(ways::add);
    findings.add(
        layout.closes()
            ? new Finding.Good("accounts are disabled by " + String.join(" and ", ways))
            : new Finding.Bad(
                new Refusals(layout, "").noWayToClose("no account can be disabled or enabled")));
  }

  private static String words(Lock by) {
    return switch (by) {
      case DisableBy.Attribute(String name, String closed, List<String> _) -> name + ": " + closed;
      case DisableBy.Bit(String name, int bit) -> "bit %d of %s".formatted(bit, name);
    };
  }

  private Problem unknown(Schema schema, String attribute) {
    return new Problem(
        "LDAP-UNKNOWN-ATTRIBUTE",
        Blame.CONFIGURATION,
        "%s: '%s' knows no such attribute".formatted(attribute, connections.settings().name()),
        "the server's schema has no type of this name",
        "correct the name in the mapping" + SchemaFacts.nearest(schema, attribute));
  }
}
