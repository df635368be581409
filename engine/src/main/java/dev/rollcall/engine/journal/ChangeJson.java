// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// A change as JSON: the same change gives the same bytes, and comes back equal.
public final class ChangeJson {
  private ChangeJson() {}

  /// Writes the fields of a change into an object that the caller has opened.
  public static void write(JsonGenerator json, Change change) {
    Subject subject = change.subject();
    json.writeStringProperty("kind", change.kind().word());
    json.writeStringProperty("account", subject.key().value());
    subject.account().ifPresent(anchor -> json.writeStringProperty("id", anchor.value()));
    subject.owner().ifPresent(anchor -> json.writeStringProperty("owner", anchor.value()));
    json.writeStringProperty("label", subject.label());
    if (!change.keyAfterwards().equals(subject.key())) {
      json.writeStringProperty("to", change.keyAfterwards().value());
    }
    json.writeStringProperty("why", change.reason().why().word());
    json.writeStringProperty("because", change.reason().because());
    if (change instanceof Change.Create create) {
      json.writeObjectPropertyStart("attributes");
      create.attributes().all().forEach((name, values) -> array(json, name, values));
      json.writeEndObject();
    }
    if (!change.edits().isEmpty()) {
      edits(json, change.edits());
    }
    if (change instanceof Change.Members members) {
      json.writeNumberProperty("before", members.before());
      MemberJson.write(json, "added", members.added());
      MemberJson.write(json, "removed", members.removed());
    }
  }

  private static void edits(JsonGenerator json, List<Edit> edits) {
    json.writeArrayPropertyStart("edits");
    for (Edit edit : edits) {
      json.writeStartObject();
      json.writeStringProperty("attribute", edit.attribute());
      array(json, "before", edit.before());
      array(json, "after", edit.after());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void array(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  /// Reads an object whose start has been consumed, up to and with its end. Fields that are not a
  /// change's are passed over.
  public static Change read(JsonParser json) {
    return fields(json).change();
  }

  /// The same with the change's wave, as it stands in a plan's file.
  static PlanFile.Step readStep(JsonParser json, byte[] line) {
    Fields fields = fields(json);
    int wave = Integer.parseInt(fields.texts.getOrDefault("wave", "0"));
    return new PlanFile.Step(wave, fields.change(), line);
  }

  private static Fields fields(JsonParser json) {
    Fields fields = new Fields();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "attributes" -> attributes(json, fields.attributes);
        case "edits" -> edits(json, fields.edits);
        case "added" -> fields.added.addAll(MemberJson.read(json));
        case "removed" -> fields.removed.addAll(MemberJson.read(json));
        default -> {
          if (value.isScalarValue()) {
            fields.texts.put(name, json.getString());
          } else {
            json.skipChildren();
          }
        }
      }
    }
    return fields;
  }

  private static void attributes(JsonParser json, SortedMap<String, List<String>> attributes) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      json.nextToken();
      attributes.put(name, array(json));
    }
  }

  private static void edits(JsonParser json, List<Edit> edits) {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String attribute = "";
      List<String> before = List.of();
      List<String> after = List.of();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "attribute" -> attribute = json.getString();
          case "before" -> before = array(json);
          case "after" -> after = array(json);
          default -> json.skipChildren();
        }
      }
      edits.add(new Edit(attribute, before, after));
    }
  }

  private static List<String> array(JsonParser json) {
    List<String> values = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(json.getString());
    }
    return values;
  }

  private static final class Fields {
    private final Map<String, String> texts = new HashMap<>();
    private final SortedMap<String, List<String>> attributes = new TreeMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<Member> added = new ArrayList<>();
    private final List<Member> removed = new ArrayList<>();

    private Change change() {
      Kind kind = Kind.valueOf(texts.getOrDefault("kind", "").toUpperCase(Locale.ROOT));
      AccountKey key = new AccountKey(texts.getOrDefault("account", ""));
      AccountKey to = new AccountKey(texts.getOrDefault("to", key.value()));
      Subject subject =
          new Subject(
              kind.sort(), key, anchor("id"), anchor("owner"), texts.getOrDefault("label", ""));
      Reason reason =
          new Reason(
              Reason.Why.valueOf(texts.getOrDefault("why", "").toUpperCase(Locale.ROOT)),
              texts.getOrDefault("because", ""));
      return switch (kind) {
        case CREATE, CREATE_GROUP -> new Change.Create(subject, new Attributes(attributes), reason);
        case RENAME, RENAME_GROUP -> new Change.Rename(subject, to, edits, reason);
        case UPDATE, UPDATE_GROUP -> new Change.Update(subject, edits, reason);
        case ENABLE -> new Change.Enable(subject, to, edits, reason);
        case DISABLE -> new Change.Disable(subject, reason);
        case DELETE, DELETE_GROUP -> new Change.Delete(subject, reason);
        case MEMBERS, ROLES, TEAMS ->
            new Change.Members(
                subject, added, removed, Long.parseLong(texts.getOrDefault("before", "0")), reason);
      };
    }

    private Optional<Anchor> anchor(String name) {
      return Optional.ofNullable(texts.get(name)).map(Anchor::new);
    }
  }
}
