// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The lines of a plan file that are not changes.
public final class RemarkJson {
  private RemarkJson() {}

  /// One problem as an object.
  public static void problem(JsonGenerator json, Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("type", "problem");
    json.writeStringProperty("code", problem.code());
    json.writeStringProperty("blame", problem.blame().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("what", problem.what());
    json.writeStringProperty("why", problem.why());
    json.writeStringProperty("fix", problem.fix());
    json.writeEndObject();
  }

  static Problem problem(Map<String, String> fields) {
    return new Problem(
        fields.getOrDefault("code", "?"),
        Blame.valueOf(fields.getOrDefault("blame", "rollcall").toUpperCase(Locale.ROOT)),
        fields.getOrDefault("what", ""),
        fields.getOrDefault("why", ""),
        fields.getOrDefault("fix", "?"));
  }

  static void note(JsonGenerator json, Note note) {
    json.writeStartObject();
    json.writeStringProperty("type", "note");
    switch (note) {
      case Note.Link(Sort sort, Anchor identity, Anchor account) -> {
        json.writeStringProperty("note", "link");
        sort(json, sort);
        json.writeStringProperty("identity", identity.value());
        json.writeStringProperty("account", account.value());
      }
      case Note.Missing(Sort sort, Anchor account) -> ofAccount(json, "missing", sort, account);
      case Note.Back(Sort sort, Anchor account) -> ofAccount(json, "back", sort, account);
      case Note.Opened(Sort sort, Anchor account) -> ofAccount(json, "opened", sort, account);
      case Note.Settled settled -> {
        json.writeStringProperty("note", "settled");
        json.writeNumberProperty("run", settled.run());
        json.writeNumberProperty("seq", settled.seq());
        json.writeBooleanProperty("made", settled.made());
      }
    }
    json.writeEndObject();
  }

  private static void ofAccount(JsonGenerator json, String word, Sort sort, Anchor account) {
    json.writeStringProperty("note", word);
    sort(json, sort);
    json.writeStringProperty("account", account.value());
  }

  private static void sort(JsonGenerator json, Sort sort) {
    if (sort != Sort.USER) {
      json.writeStringProperty("of", sort.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Sort sort(Map<String, String> fields) {
    return Sort.valueOf(fields.getOrDefault("of", "user").toUpperCase(Locale.ROOT));
  }

  static Note note(Map<String, String> fields) {
    return switch (text(fields, "note")) {
      case "link" ->
          new Note.Link(sort(fields), new Anchor(text(fields, "identity")), account(fields));
      case "missing" -> new Note.Missing(sort(fields), account(fields));
      case "back" -> new Note.Back(sort(fields), account(fields));
      case "opened" -> new Note.Opened(sort(fields), account(fields));
      case "settled" ->
          new Note.Settled(
              number(fields, "run"),
              number(fields, "seq"),
              Boolean.parseBoolean(text(fields, "made")));
      default -> throw new IllegalArgumentException("no such note: " + text(fields, "note"));
    };
  }

  private static Anchor account(Map<String, String> fields) {
    return new Anchor(text(fields, "account"));
  }

  static void text(JsonGenerator json, String type, String text) {
    json.writeStartObject();
    json.writeStringProperty("type", type);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  /// A summary as an object.
  public static void summary(JsonGenerator json, PlanSummary summary) {
    json.writeStartObject();
    json.writeStringProperty("type", "summary");
    json.writeStringProperty("sync", summary.sync());
    json.writeStringProperty("source", summary.source());
    json.writeStringProperty("source_kind", summary.sourceKind());
    json.writeStringProperty("target", summary.target());
    json.writeStringProperty("target_kind", summary.targetKind());
    json.writeStringProperty("fingerprint", summary.fingerprint());
    json.writeStringProperty("definition", summary.definition());
    json.writeNumberProperty("serial", summary.serial());
    json.writeStringProperty("made", summary.made());
    json.writeBooleanProperty("partial", summary.partial());
    json.writeStringProperty("cursor", summary.cursor());
    json.writeNumberProperty("identities", summary.identities());
    json.writeNumberProperty("in_scope", summary.inScope());
    json.writeNumberProperty("accounts", summary.accounts());
    json.writeNumberProperty("managed", summary.managed());
    json.writeNumberProperty("unchanged", summary.unchanged());
    json.writeNumberProperty("unmanaged", summary.unmanaged());
    json.writeNumberProperty("withheld", summary.withheld());
    json.writeNumberProperty("problems", summary.problems());
    json.writeNumberProperty("waves", summary.waves());
    json.writeObjectPropertyStart("held");
    Holdings held = summary.held();
    json.writeNumberProperty("source", held.source());
    json.writeNumberProperty("target", held.target());
    json.writeNumberProperty("managed", held.managed());
    json.writeNumberProperty("added", held.added());
    json.writeNumberProperty("removed", held.removed());
    json.writeNumberProperty("outside", held.outside());
    json.writeNumberProperty("administrators", held.administrators());
    json.writeEndObject();
    json.writeNumberProperty("seconds", summary.seconds());
    json.writeObjectPropertyStart("changes");
    for (Kind kind : Kind.values()) {
      json.writeNumberProperty(kind.word(), summary.count(kind));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  /// The scalar fields of an object whose start has been consumed; those of objects inside it as
  /// `outer.inner`.
  static Map<String, String> fields(JsonParser json) {
    Map<String, String> fields = new HashMap<>();
    fields(json, "", fields);
    return fields;
  }

  private static void fields(JsonParser json, String prefix, Map<String, String> fields) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = prefix + json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT) {
        fields(json, name + ".", fields);
      } else if (value.isScalarValue()) {
        fields.put(name, json.getString());
      } else {
        json.skipChildren();
      }
    }
  }

  static PlanSummary summary(Map<String, String> fields) {
    Map<Kind, Long> changes = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      changes.put(kind, number(fields, "changes." + kind.word()));
    }
    return new PlanSummary(
        text(fields, "sync"),
        text(fields, "source"),
        text(fields, "source_kind"),
        text(fields, "target"),
        text(fields, "target_kind"),
        text(fields, "fingerprint"),
        text(fields, "definition"),
        number(fields, "serial"),
        text(fields, "made"),
        Boolean.parseBoolean(text(fields, "partial")),
        text(fields, "cursor"),
        number(fields, "identities"),
        number(fields, "in_scope"),
        number(fields, "accounts"),
        number(fields, "managed"),
        number(fields, "unchanged"),
        number(fields, "unmanaged"),
        number(fields, "withheld"),
        number(fields, "problems"),
        number(fields, "waves"),
        new Holdings(
            number(fields, "held.source"),
            number(fields, "held.target"),
            number(fields, "held.managed"),
            number(fields, "held.added"),
            number(fields, "held.removed"),
            number(fields, "held.outside"),
            number(fields, "held.administrators")),
        Double.parseDouble(fields.getOrDefault("seconds", "0")),
        changes);
  }

  private static String text(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "");
  }

  private static long number(Map<String, String> fields, String name) {
    return Long.parseLong(fields.getOrDefault(name, "0"));
  }
}
