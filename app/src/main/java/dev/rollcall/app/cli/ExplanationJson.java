// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.run.Explanation;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.plan.Change;
import dev.rollcall.engine.journal.ChangeJson;
import dev.rollcall.engine.journal.RemarkJson;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// An explanation as JSON.
final class ExplanationJson {
  private ExplanationJson() {}

  static String of(Explanation explanation) {
    List<String> names = explanation.sync().sync().mapping().names();
    return PlanJson.object(json -> {
      json.writeStringProperty("sync", explanation.sync().name());
      json.writeArrayPropertyStart("identities");
      explanation.identities().forEach(row -> row(json, row, names));
      json.writeEndArray();
      json.writeArrayPropertyStart("accounts");
      explanation.accounts().forEach(holding -> holding(json, holding, names));
      json.writeEndArray();
      json.writeArrayPropertyStart("memberships");
      for (Change change : explanation.memberships()) {
        json.writeStartObject();
        ChangeJson.write(json, change);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("problems");
      explanation.problems().forEach(problem -> RemarkJson.problem(json, problem));
      json.writeEndArray();
    });
  }

  private static void row(JsonGenerator json, Explanation.Row row, List<String> names) {
    json.writeStartObject();
    json.writeStringProperty("origin", row.identity().origin());
    values(json, "values", row.identity().columns().names(), row.identity().values());
    switch (row.mapped()) {
      case Mapped.Wanted wanted -> {
        json.writeStringProperty("state", "wanted");
        values(json, "account", names, wanted.values());
      }
      case Mapped.OutOfScope out -> {
        json.writeStringProperty("state", "out of scope");
        json.writeStringProperty("because", out.because());
      }
      case Mapped.Held _ -> json.writeStringProperty("state", "left as it is");
    }
    change(json, row.change());
    json.writeEndObject();
  }

  private static void holding(JsonGenerator json, Explanation.Holding holding, List<String> names) {
    json.writeStartObject();
    json.writeStringProperty("account", holding.account().key().value());
    json.writeStringProperty("id", holding.account().anchor().value());
    json.writeBooleanProperty("enabled", holding.account().enabled());
    holding.owner().ifPresent(owner -> json.writeStringProperty("owner", owner.value()));
    values(json, "values", names, holding.account().values());
    if (!holding.groups().isEmpty()) {
      json.writeArrayPropertyStart("groups");
      holding.groups().forEach(json::writeString);
      json.writeEndArray();
    }
    change(json, holding.change());
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Optional<Change> change) {
    if (change.isPresent()) {
      json.writeObjectPropertyStart("next");
      ChangeJson.write(json, change.get());
      json.writeEndObject();
    }
  }

  private static void values(
      JsonGenerator json, String property, List<String> names, List<List<String>> values) {
    json.writeObjectPropertyStart(property);
    for (int i = 0; i < names.size(); i++) {
      json.writeArrayPropertyStart(names.get(i));
      values.get(i).forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }
}
