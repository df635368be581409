// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.connectors.ldap.Followers.Move;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The names that entries get by the changes of a run. A value that refers to one of them, such as
/// `manager`, holds the old name or, where the server lets references follow, already the new one:
/// either is what the plan saw.
final class Renamed {
  /// How often one entry gets another name in a plan: two that exchange names go by a third.
  private static final int LONGEST = 4;

  private final Map<String, String> names = new ConcurrentHashMap<>();

  void expect(List<Move> moves) {
    moves.stream()
        .filter(move -> !move.login())
        .forEach(move ->
            move.to()
                .ifPresent(to -> names.put(References.normal(move.from()), References.normal(to))));
  }

  /// The change as a plan would have it that had seen the entry with the names that it refers to
  /// now.
  Change followed(Change change, Entry entry) {
    if (names.isEmpty() || change.edits().isEmpty()) {
      return change;
    }
    List<Edit> edits = change.edits().stream().map(edit -> followed(edit, entry)).toList();
    return edits.equals(change.edits()) ? change : with(edits, change);
  }

  private Edit followed(Edit edit, Entry entry) {
    List<String> held = Layout.values(entry, edit.attribute());
    List<String> before =
        edit.before().stream()
            .map(value -> held.contains(value) ? value : followed(value, edit.after(), held))
            .toList();
    return new Edit(edit.attribute(), before, edit.after());
  }

  /// A value under the name that it has in `held`, spelled as it is wanted where it is wanted.
  private String followed(String value, List<String> wanted, List<String> held) {
    String name = References.normal(value);
    for (int i = 0; i < LONGEST && names.containsKey(name); i++) {
      name = names.getOrDefault(name, name);
      Optional<String> there = same(name, held);
      if (there.isPresent()) {
        return same(name, wanted).orElse(there.get());
      }
    }
    return value;
  }

  private static Optional<String> same(String name, List<String> values) {
    return values.stream().filter(value -> References.normal(value).equals(name)).findFirst();
  }

  private static Change with(List<Edit> edits, Change change) {
    return switch (change) {
      case Change.Rename(Subject subject, AccountKey to, _, Reason reason) ->
          new Change.Rename(subject, to, edits, reason);
      case Change.Update(Subject subject, _, Reason reason) ->
          new Change.Update(subject, edits, reason);
      case Change.Enable(Subject subject, AccountKey to, _, Reason reason) ->
          new Change.Enable(subject, to, edits, reason);
      case Change.Create _, Change.Disable _, Change.Delete _, Change.Members _ -> change;
    };
  }
}
