// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Carries over which changes may be made, and what becomes of leavers.
///
/// @param scope what conditions over the source see
record ConditionsWriter(SyncWriter.Parts parts, Script.Scope scope, Decisions decisions) {
  private static final String ALLOWED = "true";

  /// @param attributes the mapped ones, which conditions on closing see
  void write(List<String> attributes, Yaml yaml) {
    Map<String, String> changes = new LinkedHashMap<>();
    change("create", "create", changes);
    change("changeId", "rename", changes);
    change("update", "update", changes);
    leavers(attributes, changes, yaml);
    if (!changes.isEmpty()) {
      yaml.begin("changes");
      changes.forEach((change, condition) ->
          yaml.bare(change, condition.equals("false") ? "false" : Yaml.quoted(condition)));
      yaml.end();
    }
  }

  private Optional<Tag> condition(String name) {
    return parts
        .options()
        .child("conditions")
        .flatMap(it -> it.child(name))
        .filter(it -> !it.text().isEmpty() && !it.text().equals(ALLOWED));
  }

  private void change(String theirs, String ours, Map<String, String> changes) {
    condition(theirs)
        .flatMap(it -> translated(it, scope))
        .ifPresent(text -> changes.put(ours, text));
  }

  /// LSC removes in a run of its own, which the configuration does not tell of.
  private void leavers(List<String> attributes, Map<String, String> changes, Yaml yaml) {
    Optional<Tag> delete = condition("delete");
    Tag at =
        parts.options().child("conditions").flatMap(it -> it.child("delete")).orElse(parts.task());
    if (delete.map(Tag::text).filter("false"::equals).isPresent()) {
      yaml.bare("leavers", "{ disable: never, delete: never }");
      return;
    }
    yaml.bare("leavers", "{ disable: at once, delete: never }");
    decisions.add(
        at,
        "LSC removes the accounts of leavers where it is run with -c; here they are closed",
        "for removal write 'delete: after 30 days' under 'leavers'; for accounts that nobody was"
            + " linked to also 'unmanaged: treat as leavers'");
    Script.Scope ofAccount =
        new Script.Scope(
            "dstBean", false, name -> attributes.stream().anyMatch(name::equalsIgnoreCase));
    delete
        .flatMap(it -> translated(it, ofAccount))
        .ifPresent(text -> {
          changes.put("disable", text);
          changes.put("delete", text);
        });
  }

  private Optional<String> translated(Tag condition, Script.Scope seen) {
    try {
      return Optional.of(Script.translated(condition.text(), seen).truth().text());
    } catch (Untranslated script) {
      decisions.add(
          condition,
          "the condition '%s' is not carried over: %s".formatted(condition.name(), script.why()),
          "write it under 'changes'; until then every such change is allowed, within the limits");
      return Optional.empty();
    }
  }
}
