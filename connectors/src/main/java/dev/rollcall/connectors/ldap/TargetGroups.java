// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;

/// How changes of groups are made in a directory, and by what groups name their members.
record TargetGroups(GroupLayout layout, Courses entries, Refusals refusals, Logins logins) {
  Step start(Change change) {
    return switch (change) {
      case Change.Members members when members.added().isEmpty() && members.removed().isEmpty() ->
          new End(new Outcome.AlreadyDone(members.subject().account()));
      case Change.Members members -> new MembersCourse(members, layout, refusals, logins).start();
      case Change.Create create -> entries.start(layout.whole(create));
      case Change.Rename _, Change.Update _, Change.Enable _, Change.Disable _, Change.Delete _ ->
          entries.start(change);
    };
  }
}
