// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.engine.run.MatchReport;
import dev.rollcall.engine.run.MatchReport.Dispute;
import dev.rollcall.engine.run.MatchReport.Holding;
import dev.rollcall.engine.run.MatchReport.Pair;
import dev.rollcall.engine.run.MatchReport.Person;
import dev.rollcall.engine.run.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/// Who belongs to what, for people and for programs.
///
/// @param limit how many of each kind are told by name
record MatchText(Sync sync, MatchReport report, int limit) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s   %s → %s   %s, %s, both read whole"
            .formatted(
                sync.name(),
                sync.from(),
                sync.to(),
                Shown.count(report.read().entries(), "identity", "identities"),
                Shown.count(report.held().entries(), "account", "accounts")));
    lines.add("");
    lists(lines, report);
    report
        .groups()
        .ifPresent(groups -> {
          lines.add("");
          lines.add(
              "  %s in %s, %s in %s"
                  .formatted(
                      Shown.count(groups.read().entries(), "group", "groups"),
                      sync.from(),
                      Shown.count(groups.held().entries(), "group", "groups"),
                      sync.to()));
          lines.add("");
          lists(lines, groups);
        });
    return lines;
  }

  private void lists(List<String> lines, MatchReport report) {
    list(lines, "linked", report.linked(), MatchText::pair);
    report
        .matched()
        .forEach((by, pairs) -> list(lines, "matched by " + by, pairs, MatchText::pair));
    list(lines, "only in " + sync.from(), report.onlyHere(), MatchText::person);
    list(lines, "only in " + sync.to(), report.onlyThere(), MatchText::holding);
    list(lines, "to be closed", report.unwanted(), MatchText::pair);
    list(lines, "disputed", report.disputed(), MatchText::dispute);
  }

  private <T> void list(List<String> lines, String title, List<T> all, Function<T, String> shown) {
    lines.add("  %-22s %s".formatted(title, Shown.number(all.size())));
    all.stream().limit(limit).forEach(each -> lines.add("    " + Shown.text(shown.apply(each))));
    if (all.size() > limit) {
      lines.add("    … " + Shown.number(all.size() - limit) + " more: --limit " + all.size());
    }
  }

  private static String person(Person person) {
    String login = person.login().isEmpty() ? "(no login)" : person.login();
    return "%-22s %s".formatted(login, person.label());
  }

  private static String holding(Holding account) {
    return account.key().value() + (account.enabled() ? "" : "  (disabled)");
  }

  private static String pair(Pair pair) {
    String other = pair.sameLogin() ? "" : "  as " + pair.person().login();
    return "%-22s %s%s".formatted(holding(pair.account()), pair.person().label(), other);
  }

  private static String dispute(Dispute dispute) {
    return "%s: %s; %s"
        .formatted(
            dispute.by(),
            String.join(", ", dispute.people().stream().map(Person::label).toList()),
            String.join(", ", dispute.accounts().stream().map(MatchText::holding).toList()));
  }

  String json() {
    return PlanJson.object(json -> {
      json.writeStringProperty("sync", sync.name());
      json.writeStringProperty("from", sync.from());
      json.writeStringProperty("to", sync.to());
      json.writeNumberProperty("identities", report.read().entries());
      json.writeNumberProperty("accounts", report.held().entries());
      written(json, report);
      report
          .groups()
          .ifPresent(groups -> {
            json.writeName("groups");
            json.writeStartObject();
            json.writeNumberProperty("here", groups.read().entries());
            json.writeNumberProperty("there", groups.held().entries());
            written(json, groups);
            json.writeEndObject();
          });
    });
  }

  private void written(JsonGenerator json, MatchReport report) {
    array(json, "linked", report.linked(), MatchText::pair);
    json.writeName("matched");
    json.writeStartObject();
    report.matched().forEach((by, pairs) -> array(json, by, pairs, MatchText::pair));
    json.writeEndObject();
    array(json, "only_here", report.onlyHere(), MatchText::person);
    array(json, "only_there", report.onlyThere(), MatchText::holding);
    array(json, "to_be_closed", report.unwanted(), MatchText::pair);
    array(json, "disputed", report.disputed(), MatchText::dispute);
  }

  private <T> void array(
      JsonGenerator json, String name, List<T> all, BiConsumer<JsonGenerator, T> written) {
    json.writeName(name);
    json.writeStartObject();
    json.writeNumberProperty("count", all.size());
    json.writeArrayPropertyStart("first");
    all.stream()
        .limit(limit)
        .forEach(each -> {
          json.writeStartObject();
          written.accept(json, each);
          json.writeEndObject();
        });
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void person(JsonGenerator json, Person person) {
    json.writeStringProperty("identity", person.anchor().value());
    json.writeStringProperty("label", person.label());
    json.writeStringProperty("login", person.login());
  }

  private static void holding(JsonGenerator json, Holding account) {
    json.writeStringProperty("account", account.anchor().value());
    json.writeStringProperty("key", account.key().value());
    json.writeBooleanProperty("enabled", account.enabled());
  }

  private static void pair(JsonGenerator json, Pair pair) {
    person(json, pair.person());
    holding(json, pair.account());
  }

  private static void dispute(JsonGenerator json, Dispute dispute) {
    json.writeStringProperty("by", dispute.by());
    json.writeArrayPropertyStart("people");
    dispute.people().forEach(person -> json.writeString(person.label()));
    json.writeEndArray();
    json.writeArrayPropertyStart("accounts");
    dispute.accounts().forEach(account -> json.writeString(account.key().value()));
    json.writeEndArray();
  }
}
