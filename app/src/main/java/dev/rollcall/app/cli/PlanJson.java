// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.guard.Verdict;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.engine.journal.ChangeJson;
import dev.rollcall.engine.journal.Holdings;
import dev.rollcall.engine.journal.PlanSummary;
import dev.rollcall.engine.journal.RemarkJson;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What commands print with `--json`: one object a line.
final class PlanJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private PlanJson() {}

  static String object(Consumer<JsonGenerator> fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.accept(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  static String change(Change change) {
    return object(json -> ChangeJson.write(json, change));
  }

  /// The plan of a sync, or what a run did with it.
  ///
  /// @param more what else the command has to say; `run` is the number of the run that wrote, and
  ///   null where none did
  static String plan(
      PlanSummary summary, String verdict, List<Problem> problems, Map<String, Object> more) {
    return object(json -> {
      json.writeStringProperty("sync", summary.sync());
      if (!more.containsKey("run")) {
        json.writeNullProperty("run");
      }
      more.forEach((name, value) -> property(json, name, value));
      json.writeStringProperty("fingerprint", summary.fingerprint());
      json.writeObjectPropertyStart("read");
      json.writeNumberProperty("source", summary.identities());
      json.writeNumberProperty("target", summary.accounts());
      json.writeBooleanProperty("whole", !summary.partial());
      json.writeEndObject();
      json.writeNumberProperty("unchanged", summary.unchanged());
      json.writeNumberProperty("unmanaged", summary.unmanaged());
      json.writeNumberProperty("not_allowed", summary.withheld());
      json.writeObjectPropertyStart("changes");
      boolean groups = !summary.held().equals(Holdings.NONE);
      for (Kind kind : Kind.values()) {
        if (groups || kind.sort() == Sort.USER) {
          json.writeNumberProperty(kind.word(), summary.count(kind));
        }
      }
      json.writeEndObject();
      if (groups) {
        memberships(json, summary.held());
      }
      json.writeStringProperty("verdict", verdict);
      json.writeNumberProperty("problem_count", summary.problems());
      json.writeArrayPropertyStart("problems");
      problems.forEach(problem -> RemarkJson.problem(json, problem));
      json.writeEndArray();
      json.writeNumberProperty("seconds", summary.seconds());
    });
  }

  private static void memberships(JsonGenerator json, Holdings held) {
    json.writeObjectPropertyStart("memberships");
    json.writeNumberProperty("added", held.added());
    json.writeNumberProperty("removed", held.removed());
    json.writeNumberProperty("outside", held.outside());
    json.writeEndObject();
  }

  static String problems(String sync, String result, List<Problem> problems) {
    return object(json -> {
      json.writeStringProperty("sync", sync);
      json.writeNullProperty("run");
      ended(json, result, problems);
    });
  }

  /// A command that came to no sync.
  static String halted(List<Problem> problems) {
    return object(json -> ended(json, "failed", problems));
  }

  private static void ended(JsonGenerator json, String result, List<Problem> problems) {
    json.writeStringProperty("result", result);
    json.writeArrayPropertyStart("problems");
    problems.forEach(problem -> RemarkJson.problem(json, problem));
    json.writeEndArray();
  }

  private static void property(JsonGenerator json, String name, Object value) {
    switch (value) {
      case Long number -> json.writeNumberProperty(name, number);
      case Boolean flag -> json.writeBooleanProperty(name, flag);
      default -> json.writeStringProperty(name, value.toString());
    }
  }

  static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Safe _ -> "safe";
      case Verdict.NeedsApproval _ -> "needs approval";
      case Verdict.Forbidden _ -> "forbidden";
    };
  }

  static List<Problem> problems(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Safe _ -> List.of();
      case Verdict.NeedsApproval(List<Problem> problems) -> problems;
      case Verdict.Forbidden(List<Problem> problems) -> problems;
    };
  }
}
