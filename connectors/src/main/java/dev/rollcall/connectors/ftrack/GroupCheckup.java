// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
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
    page("Group", "groups", " where " + GroupReader.GLOBAL);
    page("Membership", "members of groups", " where group." + GroupReader.GLOBAL);
    if (!kinds.isEmpty()) {
      findings.add(Permissions.tried(client, settings, "Group", "groups"));
      findings.add(Permissions.tried(client, settings, "Membership", "members of groups"));
    }
    if (kinds.contains(Kind.ROLES)) {
      roles();
    }
    if (kinds.contains(Kind.TEAMS)) {
      page("Appointment", "project teams", " where type is \"allocation\"");
    }
    return List.copyOf(findings);
  }

  private void roles() {
    if (session.isAtLeast(4, 2)) {
      page("SecurityRole", "roles", " where type is \"PROJECT\"");
      page("Project", "projects", "");
    } else {
      findings.add(
          new Finding.Bad(
              new Problem(
                  "FTRACK-VERSION",
                  Blame.REMOTE_SYSTEM,
                  "'%s' is too old for roles".formatted(settings.name()),
                  "its version is %s; roles are given and taken by actions that ftrack has since 4.2"
                      .formatted(session.version()),
                  "update the server, or take 'roles' out of the configuration")));
    }
  }

  private void page(String entityType, String words, String condition) {
    String query =
        "select id from %s%s order by id limit %d"
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
