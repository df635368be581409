// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.PagedRead.Search;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tries what keeping groups in a directory will need, without changing anything.
record GroupCheck(LdapConnections connections, GroupsText groups) {
  List<Finding> findings(AccountRequest request, Set<Kind> kinds) {
    List<Finding> findings = new ArrayList<>();
    ConnectionCheck reach = new ConnectionCheck(connections);
    Optional<Directory> directory = reach.directory(findings);
    if (directory.isEmpty()) {
      return findings;
    }
    GroupLayout layout = GroupLayout.of(connections.settings().name(), directory.get(), groups);
    Layout entries = layout.entries();
    entries
        .bases()
        .forEach(base -> findings.add(reach.readable(new Search(base, entries.filter()))));
    entries.schema().ifPresent(schema -> schema(schema, layout, request, findings));
    if (!kinds.isEmpty()) {
      RightsCheck rights = new RightsCheck(connections, entries);
      LdapNeeds needs = new LdapNeeds(connections.settings().name(), directory.get());
      needs.groups(groups, request.attributes(), kinds);
      findings.addAll(rights.findings(request.attributes(), ofEntries(kinds), needs));
      if (kinds.contains(Kind.MEMBERS) && !rights.asks()) {
        members(rights, layout).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /// Tries the rights to write.
  List<Finding> tried(AccountRequest request, Set<Kind> kinds) {
    Optional<Directory> directory = new ConnectionCheck(connections).directory(new ArrayList<>());
    if (directory.isEmpty()) {
      return List.of();
    }
    GroupLayout layout = GroupLayout.of(connections.settings().name(), directory.get(), groups);
    Optional<Modification> members =
        kinds.contains(Kind.MEMBERS)
            ? Optional.of(
                new Modification(ModificationType.ADD, layout.attribute(), nobody(layout)))
            : Optional.empty();
    return new WriteTrial(connections, layout.entries())
        .findings(request.attributes(), ofEntries(kinds), members);
  }

  private static String nobody(GroupLayout layout) {
    String nobody = RightsCheck.impossible();
    return layout.kind().isByLogin() ? nobody : "cn=%s,%s".formatted(nobody, layout.entries().at());
  }

  /// What is asked of entries, be they accounts or groups.
  static Set<Kind> ofEntries(Set<Kind> kinds) {
    Set<Kind> all = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.OF_USERS) {
      if (kind.bit() != Kind.ENABLE.bit()
          && kind.bit() != Kind.DISABLE.bit()
          && kinds.contains(kind.of(Sort.GROUP))) {
        all.add(kind);
      }
    }
    return all;
  }

  private void schema(
      Schema schema, GroupLayout layout, AccountRequest request, List<Finding> findings) {
    String named = layout.kind().objectClass();
    int before = findings.size();
    if (SchemaFacts.objectClass(schema, named).isEmpty()) {
      findings.add(new Finding.Bad(unknownClass(schema, named)));
    }
    request.attributes().stream()
        .filter(attribute -> SchemaFacts.type(schema, attribute).isEmpty())
        .forEach(attribute -> findings.add(new Finding.Bad(unknown(schema, attribute))));
    if (findings.size() == before) {
      findings.add(
          new Finding.Good(
              "the schema knows %s and every mapped attribute of groups".formatted(named)));
    }
  }

  /// Tries to take away a member that nobody is.
  private Optional<Finding> members(RightsCheck rights, GroupLayout layout) {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Optional<Entry> sample = rights.sample(connection);
      if (sample.isEmpty()) {
        return Optional.empty();
      }
      ModifyRequest request =
          new ModifyRequest(
              sample.get().getDN(),
              new Modification(ModificationType.DELETE, layout.attribute(), nobody(layout)));
      return RightsCheck.refused(connection, request)
          .map(why -> rights.forbidden("write " + layout.attribute(), why));
    } catch (LdapFailed | LDAPException unreachable) {
      return Optional.empty();
    }
  }

  private Problem unknownClass(Schema schema, String name) {
    return new Problem(
        "LDAP-UNKNOWN-CLASS",
        Blame.CONFIGURATION,
        "'%s' knows no object class %s, which groups should have"
            .formatted(connections.settings().name(), name),
        "the server's schema has no class of this name",
        "choose another kind of group" + SchemaFacts.nearestClass(schema, name));
  }

  private Problem unknown(Schema schema, String attribute) {
    return new Problem(
        "LDAP-UNKNOWN-ATTRIBUTE",
        Blame.CONFIGURATION,
        "%s: '%s' knows no such attribute".formatted(attribute, connections.settings().name()),
        "the server's schema has no type of this name",
        "correct the name in the mapping of groups" + SchemaFacts.nearest(schema, attribute));
  }
}
