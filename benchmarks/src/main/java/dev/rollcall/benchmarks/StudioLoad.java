// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// Puts people, groups, memberships and roles into an empty ftrack server, and does nothing else:
/// no comparison, no plan, no journal.
///
/// Arguments: JDBC URL, how many people, how many operations a call carries; or in place of that
/// `user`: one call for each user with the memberships and one for the roles, which is as few as
/// one user at a time can be.
final class StudioLoad {
  private static final int WARM = 300;

  private final StudioPost post = new StudioPost(System.getenv());
  private final Studio studio;
  private final boolean byUser;
  private final int batch;
  private final List<String> users = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private Map<String, String> roles = Map.of();
  private Map<String, String> projects = Map.of();

  private StudioLoad(int people, String batch) {
    this.studio = new Studio(people, false);
    this.byUser = batch.equals("user");
    this.batch = byUser ? Integer.MAX_VALUE : Integer.parseInt(batch);
  }

  public static void main(String[] args) throws Exception {
    StudioLoad load = new StudioLoad(Integer.parseInt(args[1]), args[2]);
    load.run(args[0]);
    System.out.println(args[1] + " people");
  }

  private void run(String url) throws SQLException, IOException, InterruptedException {
    roles = post.named("SecurityRole");
    projects = post.named("Project");
    if (byUser) {
      groups();
      flush();
    }
    people(url);
    if (!byUser) {
      groups();
      for (int person = 0; person < studio.people(); person++) {
        memberships(person);
      }
      for (int person = 0; person < studio.people(); person++) {
        roles(person, "add_user_security_role");
      }
      for (int person = 0; person < studio.people(); person++) {
        roles(person, "grant_user_security_role_project");
      }
      flush();
    }
  }

  private void groups() throws IOException, InterruptedException {
    for (int group = 0; group < Studio.DEPARTMENTS + Studio.CREWS; group++) {
      groups.add(UUID.randomUUID().toString());
      add(StudioPost.group(groups.getLast(), group));
    }
  }

  private void people(String url) throws SQLException, IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Connection database = DriverManager.getConnection(url);
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(Studio.QUERY + " order by id")) {
      while (users.size() < studio.people() && row.next()) {
        user(row);
        if (byUser) {
          alone(users.size() - 1);
          begin = users.size() == WARM ? System.nanoTime() : begin;
        }
      }
    }
    if (byUser) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT, "a thousand take %.3f s%n", seconds * 1000 / (users.size() - WARM));
    }
  }

  private void user(ResultSet row) throws SQLException, IOException, InterruptedException {
    users.add(UUID.randomUUID().toString());
    add(StudioPost.user(users.getLast(), row));
  }

  private void alone(int person) throws IOException, InterruptedException {
    memberships(person);
    flush();
    roles(person, "add_user_security_role");
    roles(person, "grant_user_security_role_project");
    flush();
  }

  private void memberships(int person) throws IOException, InterruptedException {
    for (int group : studio.groups(person)) {
      add(StudioPost.membership(groups.get(group), users.get(person)));
    }
  }

  private void roles(int person, String action) throws IOException, InterruptedException {
    for (Studio.Rule rule : studio.roles(person)) {
      String role = Objects.requireNonNull(roles.get(rule.role()));
      String where =
          rule.project() < 0
              ? ""
              : Objects.requireNonNull(projects.get(Studio.project(rule.project())));
      add(StudioPost.role(action, users.get(person), role, where));
    }
  }

  private void add(String operation) throws IOException, InterruptedException {
    post.add(operation);
    if (post.size() >= batch) {
      post.send();
    }
  }

  private void flush() throws IOException, InterruptedException {
    if (post.size() > 0) {
      post.send();
    }
  }
}
