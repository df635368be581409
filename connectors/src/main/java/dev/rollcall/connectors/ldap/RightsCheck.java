// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPRequest;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import dev.rollcall.connectors.ldap.EffectiveRights389.Answer;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.connectors.ldap.LdapNeed.Of;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Looks whether writing will be allowed, by requests that no server can carry out: taking away a
/// value that is not there, and deleting or renaming under an assertion that never holds. slapd
/// (seen with 2.5.13) answers those with insufficientAccessRights if the right is missing, and with
/// noSuchAttribute or assertionFailed if not. For adding there is no such request.
record RightsCheck(LdapConnections connections, Layout layout) {
  private static final String SAID = "the server says so itself";

  // Every entry has an object class, so this holds of none.
  private static final Filter NEVER =
      Filter.createNOTFilter(Filter.createPresenceFilter(SchemaFacts.OBJECT_CLASS));

  /// @param needs what the sync needs here
  List<Finding> findings(List<String> attributes, Set<Kind> kinds, LdapNeeds needs) {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Optional<EffectiveRights389> effective = EffectiveRights389.on(connection, layout);
      if (effective.isPresent()) {
        return granted(connection, effective.get(), needs);
      }
      Optional<Entry> sample = sample(connection);
      if (layout.directory().kind() == ServerKind.ACTIVE_DIRECTORY) {
        return said(connection, sample, attributes, kinds);
      }
      return sample.isPresent()
          ? tried(connection, sample.get(), attributes, kinds)
          : List.of(new Finding.Warning(unseen("there is no account yet to try it on")));
    } catch (LdapFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    } catch (LDAPException failure) {
      return List.of(new Finding.Warning(unseen(ConnectProblems.original(failure))));
    }
  }

  private List<Finding> said(
      LDAPConnection connection, Optional<Entry> sample, List<String> attributes, Set<Kind> kinds)
      throws LDAPException {
    List<Finding> findings = new ArrayList<>();
    new EffectiveRights(layout)
        .missing(connection, sample, attributes, kinds)
        .forEach(what -> findings.add(forbidden(what, SAID)));
    if (findings.isEmpty()) {
      findings.add(
          sample.isPresent()
              ? new Finding.Good(
                  "%s may write, as the server says of %s".formatted(who(), sample.get().getDN()))
              : new Finding.Warning(unseen("there is no account yet to ask about")));
    }
    return findings;
  }

  /// Whether it is asked what may be done with members too.
  boolean asks() {
    return layout.directory().kind() == ServerKind.DIRECTORY_389
        && layout.directory().offers(EffectiveRights389.CONTROL);
  }

  private List<Finding> granted(
      LDAPConnection connection, EffectiveRights389 effective, LdapNeeds needs)
      throws LDAPException {
    List<Finding> findings = new ArrayList<>();
    List<String> samples = new ArrayList<>();
    for (LdapNeed need : needs.all()) {
      missing(connection, effective, need, samples).stream()
          .map(what -> forbidden(what, need.base(), SAID))
          .filter(finding -> !findings.contains(finding))
          .forEach(findings::add);
    }
    if (findings.isEmpty()) {
      findings.add(
          samples.isEmpty()
              ? new Finding.Warning(unseen("there is no account yet to ask about"))
              : new Finding.Good(
                  "%s has the rights it needs, as the server says of %s"
                      .formatted(who(), String.join("; of ", samples))));
    }
    return findings;
  }

  /// @param samples gets the account or group that the server was asked about, for people
  private List<String> missing(
      LDAPConnection connection, EffectiveRights389 effective, LdapNeed need, List<String> samples)
      throws LDAPException {
    try {
      Optional<String> sample = sample(connection, need);
      if (sample.isEmpty()) {
        return effective.missingBelow(need);
      }
      Optional<Answer> answer = effective.missing(sample.get(), need);
      answer
          .filter(_ -> need.of() != Of.UNITS)
          .ifPresent(told -> samples.add(sample.get() + except(told.untold())));
      return answer.map(Answer::missing).orElse(List.of());
    } catch (LDAPException failure) {
      if (failure.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
        return List.of();
      }
      throw failure;
    }
  }

  private static String except(List<String> untold) {
    return untold.isEmpty()
        ? ""
        : " (but not of %s, which it cannot have)".formatted(String.join(", ", untold));
  }

  /// An entry that shows what may be done below the base of a need.
  private Optional<String> sample(LDAPConnection connection, LdapNeed need) throws LDAPException {
    return need.of() == Of.UNITS
        ? Optional.of(need.base())
        : sample(connection, need.base(), List.of("1.1")).map(Entry::getDN);
  }

  private List<Finding> tried(
      LDAPConnection connection, Entry sample, List<String> attributes, Set<Kind> kinds) {
    List<Finding> findings = new ArrayList<>();
    if (kinds.contains(Kind.UPDATE)) {
      attributes.stream()
          .filter(attribute -> !layout.names().isNaming(attribute) && takesText(attribute))
          .forEach(attribute ->
              refused(connection, withoutMissingValue(sample, attribute))
                  .map(why -> forbidden("write " + attribute, why))
                  .ifPresent(findings::add));
    }
    if (layout.directory().offers(Directory.ASSERTION)) {
      removing(connection, sample, kinds, findings);
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding.Good("%s may write, as tried on %s".formatted(who(), sample.getDN())));
    }
    return findings;
  }

  /// What a delete needs, an add needs as well.
  private void removing(
      LDAPConnection connection, Entry sample, Set<Kind> kinds, List<Finding> findings) {
    if (kinds.contains(Kind.CREATE) || kinds.contains(Kind.DELETE)) {
      DeleteRequest delete = new DeleteRequest(sample.getDN());
      delete.addControl(new AssertionRequestControl(NEVER));
      refused(connection, delete)
          .map(why -> forbidden("add and delete entries", why))
          .ifPresent(findings::add);
    }
    if (kinds.contains(Kind.RENAME)) {
      ModifyDNRequest rename =
          new ModifyDNRequest(sample.getDN(), layout.rdn() + "=" + impossible(), true);
      rename.addControl(new AssertionRequestControl(NEVER));
      refused(connection, rename)
          .map(why -> forbidden("rename entries", why))
          .ifPresent(findings::add);
    }
  }

  private boolean takesText(String attribute) {
    return layout
        .schema()
        .flatMap(schema ->
            SchemaFacts.type(schema, attribute)
                .map(type ->
                    SchemaFacts.syntax(schema, type).equals(SchemaFacts.SYNTAX_DIRECTORY_STRING)
                        || SchemaFacts.syntax(schema, type).equals(SchemaFacts.SYNTAX_IA5)))
        .orElse(false);
  }

  private ModifyRequest withoutMissingValue(Entry sample, String attribute) {
    return new ModifyRequest(
        sample.getDN(), new Modification(ModificationType.DELETE, attribute, impossible()));
  }

  static String impossible() {
    return "rollcall-check-" + UUID.randomUUID();
  }

  /// What the findings come from, for people.
  String lookedAt(Optional<Entry> sample) {
    if (sample.isEmpty()) {
      return "nothing, as there is no entry yet below " + layout.at();
    }
    String dn = sample.get().getDN();
    if (layout.directory().kind() == ServerKind.ACTIVE_DIRECTORY) {
      return "the server was asked for allowedChildClassesEffective of %s and"
              .formatted(layout.at())
          + " allowedAttributesEffective of "
          + dn;
    }
    if (asks()) {
      return "the server was asked for the effective rights on %s; whether entries may be moved"
              .formatted(dn)
          + " does not show there";
    }
    return layout.directory().offers(Directory.ASSERTION)
        ? "it was asked to take a value that is not there from %s, and to rename and delete it"
                .formatted(dn)
            + " under an assertion that never holds"
        : "it was asked to take a value that is not there from %s; adding, renaming and deleting"
                .formatted(dn)
            + " were not looked at";
  }

  /// Any account.
  Optional<Entry> sample(LDAPConnection connection) throws LDAPException {
    return sample(connection, List.of("1.1"));
  }

  Optional<Entry> sample(LDAPConnection connection, List<String> attributes) throws LDAPException {
    return sample(connection, layout.at().toString(), attributes);
  }

  private Optional<Entry> sample(LDAPConnection connection, String base, List<String> attributes)
      throws LDAPException {
    SearchRequest request =
        new SearchRequest(
            base, SearchScope.SUB, layout.filter(), attributes.toArray(String[]::new));
    request.addControl(new SimplePagedResultsControl(1));
    SearchResult result = connection.search(request);
    return Optional.ofNullable(result.getSearchEntries()).stream()
        .flatMap(List::stream)
        .<Entry>map(entry -> entry)
        .findFirst();
  }

  /// That the right for this request is missing, if it is.
  static Optional<String> refused(LDAPConnection connection, LDAPRequest request) {
    try {
      return Optional.of(connection.processOperation(request))
          .filter(it -> it.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS))
          .map(Refusals::said);
    } catch (LDAPException failure) {
      return Optional.of(ConnectProblems.original(failure));
    }
  }

  Finding forbidden(String what, String why) {
    return forbidden(what, layout.at().toString(), why);
  }

  private Finding forbidden(String what, String base, String why) {
    return new Finding.Bad(
        new Problem(
            "LDAP-RIGHTS",
            Blame.CONFIGURATION,
            "%s has no right to %s below %s".formatted(who(), what, base),
            why,
            new Refusals(layout, who()).grant()));
  }

  Problem unseen(String why) {
    return new Problem(
        "LDAP-RIGHTS-UNSEEN",
        Blame.CONFIGURATION,
        "whether %s may write below %s shows only when it writes".formatted(who(), layout.at()),
        why,
        "begin with one person: a refusal names the right that is missing");
  }

  String who() {
    return ConnectProblems.who(connections.settings().sign());
  }
}
