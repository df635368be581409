// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.page;

import dev.rollcall.sandbox.ftrack.page.PageEndpoint.Asked;
import dev.rollcall.sandbox.ftrack.page.PageEndpoint.Happenings;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the pages.
final class Page {
  private static final int USERS = 100;
  private static final int GROUPS = 500;
  private static final int REQUESTS = 30;

  private final People people;
  private final Store store;
  private final Happenings happenings;
  private final Html html = new Html();

  Page(People people, Store store, Happenings happenings) {
    this.people = people;
    this.store = store;
    this.happenings = happenings;
  }

  String overview(String find, String from) {
    return document(
        "ftrack sandbox",
        () -> {
          summary();
          faults();
          users(find, number(from));
          groups();
          roles();
          requests();
        });
  }

  String user(String id) {
    Optional<Row> user = store.find("User", id);
    return document(
        user.map(row -> row.text("username")).orElse("Nobody"),
        () -> {
          html.element("p", () -> html.element("a", "All users", "href", "/"));
          user.ifPresentOrElse(this::details, () -> html.element("p", "There is no such user."));
        });
  }

  private String document(String title, Runnable content) {
    html.doctype();
    html.element(
        "html",
        () -> {
          html.element(
              "head",
              () -> {
                html.start("meta", "charset", "utf-8");
                html.start("meta", "name", "viewport", "content", "width=device-width");
                html.element("title", title);
                html.start("link", "rel", "stylesheet", "href", "/page.css");
              });
          html.element(
              "body",
              () -> {
                html.element("h1", title);
                content.run();
              });
        },
        "lang",
        "en");
    return html.toString();
  }

  private void summary() {
    html.element(
        "p",
        "%d users, %d of them active (%d seats), %d groups, %d memberships, %d projects"
            .formatted(
                store.rows("User").size(),
                people.active(),
                happenings.seats(),
                store.rows("Group").size(),
                store.rows("Membership").size(),
                store.rows("Project").size()));
  }

  private void faults() {
    if (!happenings.faults().isEmpty()) {
      html.element("h2", "Faults that are switched on");
      html.element(
          "ul",
          () -> happenings.faults().forEach(each -> html.element("li", each)),
          "class",
          "faults");
    }
  }

  private void users(String find, int from) {
    List<Row> found = people.users(find);
    html.element("h2", "Users");
    html.element(
        "form",
        () -> {
          html.start("input", "name", "find", "value", find, "aria-label", "Part of a name");
          html.element("button", "Find");
        },
        "action",
        "/");
    int start = Math.min(from, found.size());
    int end = Math.min(start + USERS, found.size());
    html.element(
        "table",
        () -> {
          html.row(
              "th", List.of("", "Login", "Name", "E-mail", "Active", "Type", "Groups", "Roles"));
          found.subList(start, end).forEach(this::user);
        });
    html.element("p", () -> pages(find, start, end, found.size()));
  }

  private void pages(String find, int start, int end, int all) {
    html.text("%d to %d of %d ".formatted(Math.min(start + 1, all), end, all));
    String base = "/?find=" + URLEncoder.encode(find, StandardCharsets.UTF_8) + "&from=";
    if (start > 0) {
      html.element("a", "earlier", "href", base + Math.max(0, start - USERS)).text(" ");
    }
    if (end < all) {
      html.element("a", "later", "href", base + end);
    }
  }

  private void user(Row user) {
    html.element(
        "tr",
        () -> {
          html.element("td", () -> picture(user, "24"));
          html.element(
              "td",
              () -> html.element("a", user.text("username"), "href", "/user?id=" + encoded(user)));
          html.element("td", People.name(user));
          html.element("td", user.text("email"));
          html.element("td", user.isOn("is_active") ? "yes" : "no");
          html.element("td", people.type(user));
          html.element("td", String.join(", ", people.groupsOf(user)));
          html.element("td", String.join("; ", people.rolesOf(user)));
        },
        "class",
        user.isOn("is_active") ? "active" : "inactive");
  }

  private static String encoded(Row row) {
    return URLEncoder.encode(row.key(), StandardCharsets.UTF_8);
  }

  private void picture(Row user, String size) {
    String id = user.text("thumbnail_id");
    if (!id.isEmpty()) {
      String address = "/picture/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
      html.start("img", "src", address, "alt", "", "width", size, "height", size);
    }
  }

  private void details(Row user) {
    html.element("p", () -> picture(user, "120"));
    Map<String, String> values = new TreeMap<>();
    user.type().stored().forEach(each -> values.put(each.name(), user.text(each.name())));
    html.element(
        "table", () -> values.forEach((name, value) -> html.row("td", List.of(name, value))));
    list("Groups", people.groupsOf(user));
    list("Roles", people.rolesOf(user));
    list("Custom attributes", people.attributesOf(user));
    list("Metadata", people.metadataOf(user));
  }

  private void list(String title, List<String> lines) {
    html.element("h2", title);
    html.element("ul", () -> lines.forEach(line -> html.element("li", line)));
  }

  private void groups() {
    html.element("h2", "Groups");
    html.element(
        "table",
        () -> {
          html.row("th", List.of("Group", "Members", "Where"));
          people.groups().stream()
              .limit(GROUPS)
              .forEach(group ->
                  html.row(
                      "td",
                      List.of(
                          people.path(group),
                          String.valueOf(people.members(group)),
                          group.isOn("local") ? "in one project" : "everywhere")));
        });
    int all = store.rows("Group").size();
    if (all > GROUPS) {
      html.element("p", "%d of %d".formatted(GROUPS, all));
    }
  }

  private void roles() {
    html.element("h2", "Security roles");
    html.element(
        "table",
        () -> {
          html.row("th", List.of("Role", "Type", "Users"));
          people
              .roles()
              .forEach(role ->
                  html.row(
                      "td",
                      List.of(
                          role.text("name"),
                          role.text("type"),
                          String.valueOf(people.holders(role)))));
        });
  }

  private void requests() {
    List<Asked> all = happenings.requests();
    html.element("h2", "Last requests");
    html.element(
        "table",
        () -> {
          html.row("th", List.of("Operations", "Status", "Exception"));
          all.reversed().stream()
              .limit(REQUESTS)
              .forEach(each ->
                  html.row("td", List.of(operations(each), status(each), each.exception())));
        });
  }

  private static String status(Asked asked) {
    return asked.status() == 0 ? "no answer" : String.valueOf(asked.status());
  }

  /// The actions of a request with how often each occurs.
  private static String operations(Asked asked) {
    Map<String, Integer> counts = new TreeMap<>();
    asked.actions().forEach(action -> counts.merge(action, 1, Integer::sum));
    return String.join(
        ", ",
        counts.entrySet().stream()
            .map(each ->
                each.getValue() == 1 ? each.getKey() : each.getValue() + " × " + each.getKey())
            .toList());
  }

  private static int number(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
