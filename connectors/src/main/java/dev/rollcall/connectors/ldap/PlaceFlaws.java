// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What is wrong with where an account shall stand, found before the server is asked.
record PlaceFlaws(String system, Branches branches, Optional<EntryFlaws> values) {
  List<Problem> of(String place) {
    DN unit = branches.parsed(place);
    List<Problem> flaws = new ArrayList<>();
    values.ifPresent(known -> flaws.addAll(known.inChange(names(unit), List.of())));
    if (flaws.isEmpty() && !branches.areCreated()) {
      branches.missing(unit).stream().findFirst().map(this::missing).ifPresent(flaws::add);
    }
    return flaws;
  }

  /// The names of the units below the configured DN.
  private Attributes names(DN unit) {
    List<String> names = new ArrayList<>();
    for (DN dn = unit; dn.isDescendantOf(branches.at(), false); dn = AccountNames.parent(dn)) {
      names.addFirst(AccountNames.rdn(dn).getAttributeValues()[0]);
    }
    TreeMap<String, List<String>> all = new TreeMap<>();
    if (!names.isEmpty()) {
      all.put(Placement.UNIT, names);
    }
    return new Attributes(all);
  }

  private Problem missing(DN unit) {
    return new Problem(
        "LDAP-NO-PARENT",
        Blame.DATA,
        "%s is not there".formatted(AccountNames.text(unit)),
        "accounts go into units by `at`, and its `parents` is `must exist`",
        "make it in '%s', correct the value in the source, or set `parents: create`"
            .formatted(system));
  }

  /// The units that an account needs and that will be made.
  List<String> madeBefore(AccountKey account) {
    return branches.areCreated()
        ? branches.missingAbove(account.value()).stream().map(AccountNames::text).toList()
        : List.of();
  }
}
