// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.journal;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The members of a change as JSON.
final class MemberJson {
  private static final String GROUP = "group";

  private MemberJson() {}

  static void write(JsonGenerator json, String name, List<Member> members) {
    json.writeArrayPropertyStart(name);
    for (Member member : members) {
      json.writeStartObject();
      json.writeStringProperty(
          member.sort() == Sort.GROUP ? GROUP : "account", member.key().value());
      member.account().ifPresent(anchor -> json.writeStringProperty("id", anchor.value()));
      member.owner().ifPresent(anchor -> json.writeStringProperty("owner", anchor.value()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /// Reads an array whose start has been consumed, up to and with its end.
  static List<Member> read(JsonParser json) {
    List<Member> members = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> fields = new HashMap<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getString());
      }
      members.add(member(fields));
    }
    return members;
  }

  private static Member member(Map<String, String> fields) {
    Sort sort = fields.containsKey(GROUP) ? Sort.GROUP : Sort.USER;
    String key = fields.getOrDefault(sort == Sort.GROUP ? GROUP : "account", "");
    return new Member(sort, new AccountKey(key), anchor(fields, "id"), anchor(fields, "owner"));
  }

  private static Optional<Anchor> anchor(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name)).map(Anchor::new);
  }
}
