// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a change of a group is in LDAP, as far as that is known before anything is asked.
record GroupRequests(GroupLayout layout, Logins logins) {
  List<UpdatableLDAPRequest> of(Change change) {
    ChangeRequests entries = new ChangeRequests(layout.entries());
    return switch (change) {
      case Change.Create create -> entries.of(layout.whole(create), Optional.empty());
      case Change.Members members -> List.of(members(members));
      case Change.Rename _, Change.Update _, Change.Enable _, Change.Disable _, Change.Delete _ ->
          entries.of(change, Optional.empty());
    };
  }

  private ModifyRequest members(Change.Members change) {
    List<String> in = new ArrayList<>(values(change.added()));
    List<String> out = new ArrayList<>(values(change.removed()));
    if (layout.mandatory() && change.before() == 0) {
      out.add(layout.placeholder(change.subject().key()));
    }
    if (layout.mandatory() && change.after() == 0) {
      in.add(layout.placeholder(change.subject().key()));
    }
    List<Modification> modifications = new ArrayList<>();
    add(ModificationType.ADD, in, modifications);
    add(ModificationType.DELETE, out, modifications);
    return new ModifyRequest(change.subject().key().value(), modifications);
  }

  private void add(ModificationType type, List<String> values, List<Modification> modifications) {
    if (!values.isEmpty()) {
      modifications.add(new Modification(type, layout.attribute(), values.toArray(String[]::new)));
    }
  }

  private List<String> values(List<Member> members) {
    return members.stream()
        .map(member -> member.key().value())
        .map(dn -> layout.kind().isByLogin() ? logins.of(dn).orElse(dn) : dn)
        .toList();
  }
}
