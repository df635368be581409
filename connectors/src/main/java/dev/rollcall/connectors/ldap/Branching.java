// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Makes the organisational units that accounts are put into, before the accounts; all of one depth
/// side by side.
///
/// @param who who signed in
record Branching(Layout layout, Branches branches, Pipeline pipeline, String who) {
  /// Makes what is missing above the accounts of a batch.
  ///
  /// @return how each change begins then: one whose unit could not be made, not at all
  Function<Change, Step> before(List<Change> batch, Function<Change, Step> course) {
    Map<String, Problem> refused = made(batch);
    if (refused.isEmpty()) {
      return course;
    }
    return change ->
        obstacle(change, refused)
            .<Step>map(problem -> new End(new Outcome.Refused(problem)))
            .orElseGet(() -> course.apply(change));
  }

  private Optional<Problem> obstacle(Change change, Map<String, Problem> refused) {
    return missing(change).stream()
        .flatMap(dn -> Optional.ofNullable(refused.get(dn.toNormalizedString())).stream())
        .findFirst()
        .map(problem ->
            new Problem(
                problem.code(),
                problem.blame(),
                "%s was not made or moved: %s".formatted(change.keyAfterwards(), problem.what()),
                problem.why(),
                problem.fix()));
  }

  private List<DN> missing(Change change) {
    return switch (change) {
      case Change.Create _, Change.Rename _, Change.Enable _ ->
          branches.missingAbove(change.keyAfterwards().value());
      case Change.Update _, Change.Disable _, Change.Delete _, Change.Members _ -> List.of();
    };
  }

  private Map<String, Problem> made(List<Change> batch) {
    SortedMap<Integer, Map<String, DN>> byDepth = new TreeMap<>();
    for (Change change : batch) {
      for (DN dn : missing(change)) {
        byDepth
            .computeIfAbsent(dn.getRDNs().length, _ -> new TreeMap<>())
            .putIfAbsent(dn.toNormalizedString(), dn);
      }
    }
    Map<String, Problem> refused = new HashMap<>();
    byDepth.values().forEach(units -> make(List.copyOf(units.values()), refused));
    return refused;
  }

  private void make(List<DN> units, Map<String, Problem> refused) {
    List<Step> steps = new ArrayList<>();
    units.forEach(unit -> steps.add(add(unit, refused)));
    pipeline.run(steps);
  }

  private Step add(DN unit, Map<String, Problem> refused) {
    RDN name = AccountNames.rdn(unit);
    AddRequest request =
        new AddRequest(
            AccountNames.text(unit),
            new Attribute(SchemaFacts.OBJECT_CLASS, Placement.UNIT_CLASS),
            new Attribute(Placement.UNIT, name.getAttributeValues()[0]));
    return new Ask(
        new Question.Write(request),
        reply -> {
          if (reply.is(ResultCode.SUCCESS, ResultCode.ENTRY_ALREADY_EXISTS)) {
            branches.add(unit.toString());
          } else {
            refused.put(
                unit.toNormalizedString(),
                new Refusals(layout, who).noUnit(AccountNames.text(unit), reply.result()));
          }
          return new End(new Outcome.Applied(Optional.empty()));
        });
  }
}
