// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.connectors.ldap.LdapConnections.Use;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tries the rights to write with requests that a server carries out except for the writing: the
/// no-op control of draft-zeilenga-ldap-noop, critical on each of them. A server that honours it
/// answers noOperation. What would hurt if it were not honoured is asked only after one such answer
/// to a request that puts in what is there already.
record WriteTrial(LdapConnections connections, Layout layout, RightsCheck rights) {
  static final String NO_OPERATION = "1.3.6.1.4.1.4203.1.10.2";

  WriteTrial(LdapConnections connections, Layout layout) {
    this(connections, layout, new RightsCheck(connections, layout));
  }

  /// One request, and what it is for people.
  private record Trial(String what, UpdatableLDAPRequest request) {}

  /// @param members the attribute of groups that holds them, if that is to be written
  List<Finding> findings(List<String> attributes, Set<Kind> kinds, Optional<Modification> members) {
    try (LDAPConnection connection = connections.open(Use.ASKING)) {
      Optional<Entry> sample = rights.sample(connection, asked(attributes));
      if (!layout.directory().offers(NO_OPERATION)) {
        return List.of(
            new Finding.Warning(TrialProblems.notOffered(layout, rights.lookedAt(sample))));
      }
      return sample
          .map(entry -> tried(connection, trials(entry, attributes, kinds, members), entry))
          .orElseGet(() ->
              List.of(new Finding.Warning(rights.unseen("there is no entry yet to try it on"))));
    } catch (LdapFailed failed) {
      return List.of(new Finding.Bad(failed.problem()));
    } catch (LDAPException failure) {
      return List.of(new Finding.Warning(rights.unseen(ConnectProblems.original(failure))));
    }
  }

  private List<String> asked(List<String> attributes) {
    List<String> asked = new ArrayList<>(attributes);
    asked.add(SchemaFacts.OBJECT_CLASS);
    asked.add(layout.rdn());
    asked.addAll(layout.ownAttributes());
    return asked;
  }

  private List<Finding> tried(LDAPConnection connection, List<Trial> trials, Entry sample) {
    List<Finding> findings = new ArrayList<>();
    boolean honoured = false;
    for (Trial trial : trials) {
      if (!honoured && !(trial.request() instanceof ModifyRequest)) {
        findings.add(new Finding.Warning(TrialProblems.notProven(layout, trial.what())));
        return findings;
      }
      trial.request().addControl(new Control(NO_OPERATION, true));
      LDAPResult answer = answer(connection, trial.request());
      if (answer.getResultCode().equals(ResultCode.SUCCESS)) {
        findings.add(new Finding.Bad(TrialProblems.ignored(layout, sample.getDN(), trial.what())));
        return findings;
      }
      honoured |= answer.getResultCode().equals(ResultCode.NO_OPERATION);
      judged(trial, answer).ifPresent(findings::add);
    }
    if (findings.isEmpty()) {
      findings.add(
          new Finding.Good(
              "%s may write, as tried on %s with %d requests that wrote nothing"
                  .formatted(rights.who(), sample.getDN(), trials.size())));
    }
    return findings;
  }

  private static LDAPResult answer(LDAPConnection connection, UpdatableLDAPRequest request) {
    try {
      return connection.processOperation(request);
    } catch (LDAPException refused) {
      return refused.toLDAPResult();
    }
  }

  private Optional<Finding> judged(Trial trial, LDAPResult answer) {
    String said = Refusals.said(answer);
    if (answer.getResultCode().equals(ResultCode.NO_OPERATION)) {
      return Optional.empty();
    }
    return Optional.of(
        answer.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)
            ? rights.forbidden(trial.what(), said)
            : new Finding.Warning(TrialProblems.refused(layout, trial.what(), said)));
  }

  private List<Trial> trials(
      Entry sample, List<String> attributes, Set<Kind> kinds, Optional<Modification> members) {
    List<Trial> trials = new ArrayList<>();
    String dn = sample.getDN();
    if (kinds.contains(Kind.UPDATE) || kinds.contains(Kind.CREATE)) {
      attributes.stream()
          .filter(this::isWritten)
          .forEach(name -> trials.add(modify(dn, same(sample, name))));
    }
    if (kinds.contains(Kind.DISABLE) || kinds.contains(Kind.ENABLE)) {
      layout.lock().ifPresent(mark -> trials.add(modify(dn, locked(sample, mark))));
    }
    members.ifPresent(change -> trials.add(modify(dn, change)));
    String name = layout.rdn() + "=" + RightsCheck.impossible();
    if (kinds.contains(Kind.RENAME)) {
      trials.add(new Trial("rename entries", new ModifyDNRequest(dn, name, true)));
    }
    if (kinds.contains(Kind.DISABLE)) {
      layout
          .leavers()
          .filter(gone -> !layout.isGone(layout.names().parsed(dn)))
          .ifPresent(gone ->
              trials.add(
                  new Trial(
                      "move entries to " + gone,
                      new ModifyDNRequest(dn, name, true, gone.toString()))));
    }
    if (kinds.contains(Kind.CREATE)) {
      trials.add(new Trial("add entries", another(sample, attributes)));
    }
    if (kinds.contains(Kind.DELETE)) {
      trials.add(new Trial("delete entries", new DeleteRequest(dn)));
    }
    return trials;
  }

  private static Trial modify(String dn, Modification change) {
    return new Trial("write " + change.getAttributeName(), new ModifyRequest(dn, change));
  }

  private boolean isWritten(String attribute) {
    return !layout.names().isNaming(attribute)
        && !attribute.equalsIgnoreCase(SchemaFacts.OBJECT_CLASS);
  }

  /// What is there, put in again.
  private static Modification same(Entry sample, String name) {
    return Optional.ofNullable(sample.getAttribute(name))
        .map(held -> new Modification(ModificationType.REPLACE, name, held.getRawValues()))
        .orElseGet(() -> new Modification(ModificationType.REPLACE, name));
  }

  private static Modification locked(Entry sample, DisableBy.Lock mark) {
    return switch (mark) {
      case DisableBy.Attribute(String name, String closed, List<String> _) ->
          new Modification(ModificationType.REPLACE, name, closed);
      case DisableBy.Bit(String name, int bit) ->
          new Modification(
              ModificationType.REPLACE, name, Integer.toString(Layout.bits(sample, name) | bit));
    };
  }

  /// An entry like this one, under another name.
  private AddRequest another(Entry sample, List<String> attributes) {
    String name = RightsCheck.impossible();
    List<Attribute> all = new ArrayList<>();
    List<String> copied = new ArrayList<>(attributes);
    copied.add(SchemaFacts.OBJECT_CLASS);
    copied.stream()
        .filter(attribute -> !layout.names().isNaming(attribute))
        .distinct()
        .flatMap(attribute -> Optional.ofNullable(sample.getAttribute(attribute)).stream())
        .filter(held -> all.stream().noneMatch(it -> it.getName().equalsIgnoreCase(held.getName())))
        .forEach(all::add);
    all.add(new Attribute(layout.rdn(), name));
    return new AddRequest(new DN(new RDN(layout.rdn(), name), layout.at()), all);
  }
}
