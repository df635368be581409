// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import java.util.ArrayList;
import java.util.List;

/// One change as one line.
final class ChangeText {
  private static final int NAMED = 6;

  private ChangeText() {}

  static String line(Change change) {
    String key = Shown.key(change.subject().key().value());
    String reason = Shown.text(change.reason().because());
    String label = Shown.text(change.subject().label());
    return switch (change) {
      case Change.Create _ -> pad(key) + label;
      case Change.Rename rename ->
          pad(moved(key, Shown.key(rename.to().value()))) + label + edits(rename.edits());
      case Change.Update update -> pad(key) + edits(update.edits()).replaceFirst("^: ", "");
      case Change.Enable enable ->
          pad(moved(key, Shown.key(enable.to().value())))
              + label
              + ": "
              + reason
              + edits(enable.edits());
      case Change.Disable _ -> pad(key) + label + ": " + reason;
      case Change.Delete _ -> pad(key) + label + ": " + reason;
      case Change.Members members -> pad(key) + members(members);
    };
  }

  private static String members(Change.Members change) {
    List<String> texts = new ArrayList<>();
    change.added().forEach(member -> texts.add("+" + Shown.key(member.key().value())));
    change.removed().forEach(member -> texts.add("−" + Shown.key(member.key().value())));
    int more = texts.size() - NAMED;
    return String.join(", ", texts.subList(0, Math.min(texts.size(), NAMED)))
        + (more > 0 ? ", … " + Shown.number(more) + " more" : "");
  }

  private static String moved(String key, String to) {
    return to.equals(key) ? key : key + " → " + to;
  }

  private static String edits(List<Edit> edits) {
    List<String> texts = new ArrayList<>();
    for (Edit edit : edits) {
      texts.add(
          Shown.text(edit.attribute())
              + "  "
              + Shown.values(edit.before())
              + " → "
              + Shown.values(edit.after()));
    }
    return texts.isEmpty() ? "" : ": " + String.join(", ", texts);
  }

  private static String pad(String key) {
    return key.length() >= 24 ? key + "  " : key + " ".repeat(24 - key.length());
  }
}
