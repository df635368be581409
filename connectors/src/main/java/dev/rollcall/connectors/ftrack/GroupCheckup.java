// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Tries what a run will need for groups, and writes nothing.
final class GroupCheckup {
  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Session session;
  private final List<Finding> findings = new ArrayList<>();

  GroupCheckup(FtrackClient client, FtrackSettings settings, Session session) {
    this.client = client;
    this.settings = settings;
    this.session = session;
  }

  List<Finding> findings(AccountRequest request, Set<Kind> kinds) {
    FtrackModel model = FtrackModel.ofGroups(settings, session);
    List<Problem> flaws =
        request.attributes().stream().flatMap(name -> model.name(name).stream()).toList();
    flaws.forEach(flaw -> findings.add(new Finding.Bad(flaw)));
    if (flaws.isEmpty()) {
      good("groups have the attributes " + String.join(", ", request.attributes()));
    }
    page("Group", "groups", GroupReader.GLOBAL);
    page("Membership", "members of groups", "group." + GroupReader.GLOBAL);
    if (!kinds.isEmpty()) {
      findings.add(Permissions.tried(client, settings, "Group", "groups"));
      findings.add(Permissions.tried(client, settings, "Membership", "members of groups"));
    }
    return List.copyOf(findings);
  }

  private void page(String entityType, String words, String condition) {
    String query =
        "select id from %s where %s order by id limit %d"
            .formatted(entityType, condition, settings.pageSize());
    switch (client.call(List.of(new Operation.Query(query)))) {
      case Success success -> good("read a page of %d %s".formatted(success.rows(0).size(), words));
      case Failure failure -> findings.add(new Finding.Bad(FailureProblem.of(settings, failure)));
    }
  }

  private void good(String what) {
    findings.add(new Finding.Good(what));
  }
}
