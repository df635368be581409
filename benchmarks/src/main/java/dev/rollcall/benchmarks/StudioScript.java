// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a script does that a technical director writes with ftrack's Python client, request by
/// request. For each person it asks whether the user is there, creates and commits; for each of
/// their groups it asks for the group and whether the user is in it, creates the membership and
/// commits; and for each role it adds the role and grants the project, an action each, which the
/// client sends at once. That is 24 requests for a person with six groups and two roles.
///
/// `session.query(...).first()` is a request with `limit 1`, `.one()` one with `limit 2`, and
/// `session.commit()` one with what was created since the last (`session.py`, `query.py` of
/// ftrack-python). The names of roles and projects are looked up once, at the start. Groups are
/// there before. The client's own work, sessions and schemas, is left out.
///
/// Arguments: JDBC URL, how many people.
final class StudioScript {
  private static final int WARM = 100;
  private static final Pattern ID = Pattern.compile("\"id\": ?\"([^\"]+)\"");

  private final StudioPost post = new StudioPost(System.getenv());
  private final Studio studio;
  private Map<String, String> roles = Map.of();
  private Map<String, String> projects = Map.of();

  private StudioScript(int people) {
    this.studio = new Studio(people, false);
  }

  public static void main(String[] args) throws Exception {
    StudioScript script = new StudioScript(Integer.parseInt(args[1]));
    script.run(args[0]);
    System.out.println(args[1] + " people");
  }

  private void run(String url) throws SQLException, IOException, InterruptedException {
    roles = post.named("SecurityRole");
    projects = post.named("Project");
    for (int group = 0; group < Studio.DEPARTMENTS + Studio.CREWS; group++) {
      post.add(StudioPost.group(UUID.randomUUID().toString(), group));
    }
    post.send();
    long begin = System.nanoTime();
    int person = 0;
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(Studio.QUERY + " order by id")) {
      while (person < studio.people() && row.next()) {
        begin = person == WARM ? System.nanoTime() : begin;
        person(person, row);
        person++;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(Locale.ROOT, "a thousand take %.3f s%n", seconds * 1000 / (person - WARM));
  }

  private void person(int person, ResultSet row)
      throws SQLException, IOException, InterruptedException {
    String user =
        found("select id from User where username is \\\"" + row.getString(2) + "\\\" limit 1");
    if (user.isEmpty()) {
      user = UUID.randomUUID().toString();
      commit(StudioPost.user(user, row));
    }
    for (int group : studio.groups(person)) {
      member(user, Studio.group(group));
    }
    for (Studio.Rule rule : studio.roles(person)) {
      String role = Objects.requireNonNull(roles.get(rule.role()));
      String where =
          rule.project() < 0
              ? ""
              : Objects.requireNonNull(projects.get(Studio.project(rule.project())));
      commit(StudioPost.role("add_user_security_role", user, role, ""));
      commit(StudioPost.role("grant_user_security_role_project", user, role, where));
    }
  }

  private void member(String user, String name) throws IOException, InterruptedException {
    String group = found("select id from Group where name is \\\"" + name + "\\\" limit 2");
    String membership =
        found(
            "select id from Membership where group_id is \\\"%s\\\" and user_id is \\\"%s\\\" limit 1"
                .formatted(group, user));
    if (membership.isEmpty()) {
      commit(StudioPost.membership(group, user));
    }
  }

  private void commit(String operation) throws IOException, InterruptedException {
    post.add(operation);
    post.send();
  }

  /// The id of the first row, or empty text.
  private String found(String expression) throws IOException, InterruptedException {
    post.add(StudioPost.query(expression));
    Matcher id = ID.matcher(post.send());
    return id.find() ? id.group(1) : "";
  }
}
