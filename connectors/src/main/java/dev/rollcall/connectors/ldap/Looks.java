// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Looks at entries when a server's answer leaves open what has happened, and judges what is found.
record Looks(Layout layout, Refusals refusals) {
  private static final Filter ANYTHING = Filter.createPresenceFilter(SchemaFacts.OBJECT_CLASS);

  /// Looks at this entry, which is there or the change is stale.
  Step at(Change change, String dn, Function<Entry, Step> found) {
    return look(change, dn, found, () -> new End(refusals.gone(change)));
  }

  /// Looks whether this account has that DN.
  Step forAccount(Change change, String dn, Function<Entry, Step> found, Supplier<Step> notThere) {
    return look(
        change,
        dn,
        entry -> isAccount(change, entry) ? found.apply(entry) : notThere.get(),
        notThere);
  }

  /// Looks whether an account that has lost its DN lives on under another.
  Step elsewhere(Change change, Supplier<Step> nowhere, Function<String, Step> found) {
    Optional<Anchor> anchor = change.subject().account();
    if (anchor.isEmpty()) {
      return nowhere.get();
    }
    Question question =
        new Question.Look(
            layout.at().toString(),
            SearchScope.SUB,
            layout.isAnchor(anchor.get()),
            List.of(layout.anchor()));
    return new Ask(
        question,
        reply -> {
          if (!reply.is(ResultCode.SUCCESS, ResultCode.NO_SUCH_OBJECT)) {
            return new End(refusals.refused(change, reply.result()));
          }
          return reply.entry().map(Entry::getDN).map(found).orElseGet(nowhere);
        });
  }

  /// The question for these attributes of an entry, all values of them.
  static Question whole(String dn, List<String> attributes) {
    return new Question.Look(dn, SearchScope.BASE, ANYTHING, attributes);
  }

  private Step look(
      Change change, String dn, Function<Entry, Step> found, Supplier<Step> notThere) {
    Question question = new Question.Look(dn, SearchScope.BASE, ANYTHING, attributes(change));
    return new Ask(
        question,
        reply -> {
          if (reply.is(ResultCode.SUCCESS) && reply.entry().isPresent()) {
            return found.apply(reply.entry().get());
          }
          return isMissing(reply)
              ? notThere.get()
              : new End(refusals.refused(change, reply.result()));
        });
  }

  private static boolean isMissing(Reply reply) {
    return reply.is(ResultCode.SUCCESS, ResultCode.NO_SUCH_OBJECT);
  }

  private List<String> attributes(Change change) {
    List<String> attributes = new ArrayList<>(layout.ownAttributes());
    change.edits().forEach(edit -> attributes.add(edit.attribute()));
    if (change instanceof Change.Create create) {
      attributes.addAll(create.attributes().all().keySet());
    }
    return attributes.stream().distinct().toList();
  }

  boolean isAccount(Change change, Entry entry) {
    Optional<Anchor> expected = change.subject().account();
    return expected.isEmpty() || expected.equals(layout.anchor(entry));
  }

  /// Whether the entry is as the change would make it.
  boolean isDone(Change change, Entry entry) {
    return isAccount(change, entry)
        && isLockDone(change.kind(), entry)
        && change.edits().stream().allMatch(edit -> isDone(edit, entry));
  }

  private boolean isLockDone(Kind kind, Entry entry) {
    return switch (kind) {
      case DISABLE -> !layout.isEnabled(entry);
      case ENABLE -> layout.isOpen(entry);
      case CREATE,
          RENAME,
          UPDATE,
          DELETE,
          CREATE_GROUP,
          RENAME_GROUP,
          UPDATE_GROUP,
          DELETE_GROUP,
          MEMBERS,
          ROLES,
          TEAMS ->
          true;
    };
  }

  private boolean isDone(Edit edit, Entry entry) {
    ValueRule rule = layout.model().attribute(edit.attribute()).rule();
    List<String> held = rule.normal(Layout.values(entry, edit.attribute()));
    List<String> wanted = rule.normal(edit.after());
    return layout.model().attribute(edit.attribute()).accumulates()
        ? held.containsAll(wanted)
        : held.equals(wanted);
  }

  /// Whether the entry is as the plan saw it.
  ///
  /// @param edits what is still to be edited
  boolean isAsSeen(Change change, List<Edit> edits, Entry entry) {
    boolean lock =
        switch (change.kind()) {
          case DISABLE -> layout.isEnabled(entry);
          case ENABLE -> !layout.isEnabled(entry) || layout.leavers().isPresent();
          case CREATE,
              RENAME,
              UPDATE,
              DELETE,
              CREATE_GROUP,
              RENAME_GROUP,
              UPDATE_GROUP,
              DELETE_GROUP,
              MEMBERS,
              ROLES,
              TEAMS ->
              true;
        };
    return isAccount(change, entry) && lock && areAsSeen(edits, entry);
  }

  /// Whether what is edited was as the plan saw it.
  boolean areAsSeen(List<Edit> edits, Entry entry) {
    return edits.stream().allMatch(edit -> isAsSeen(edit, entry));
  }

  private boolean isAsSeen(Edit edit, Entry entry) {
    ValueRule rule = layout.model().attribute(edit.attribute()).rule();
    List<String> held = rule.normal(Layout.values(entry, edit.attribute()));
    return layout.model().attribute(edit.attribute()).accumulates()
        ? held.containsAll(rule.normal(edit.removed()))
        : held.equals(rule.normal(edit.before()));
  }

  /// Whether none of the values that are to come is there already.
  boolean holdsNothingNew(List<Edit> edits, Entry entry) {
    return edits.stream()
        .allMatch(edit -> {
          ValueRule rule = layout.model().attribute(edit.attribute()).rule();
          return Collections.disjoint(
              rule.normal(Layout.values(entry, edit.attribute())), rule.normal(edit.added()));
        });
  }

  /// What became of an entry that was there when it was to be created.
  Outcome asCreated(Change.Create create, Entry entry) {
    String others =
        create.attributes().all().entrySet().stream()
            .filter(wanted -> !holds(entry, wanted))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    if (!layout.isEnabled(entry) && !layout.beginsClosed()) {
      return refusals.exists(create, entry.getDN(), "it is disabled");
    }
    return others.isEmpty()
        ? new Outcome.AlreadyDone(layout.anchor(entry))
        : refusals.exists(create, entry.getDN(), "it has other values in " + others);
  }

  private boolean holds(Entry entry, Map.Entry<String, List<String>> wanted) {
    ValueRule rule = layout.model().attribute(wanted.getKey()).rule();
    List<String> held = rule.normal(Layout.values(entry, wanted.getKey()));
    return held.containsAll(rule.normal(wanted.getValue()));
  }

  /// Where an entry is not as the plan saw it, for people.
  String differences(Change change, Entry entry) {
    if (!isAccount(change, entry)) {
      return "another entry has its name now";
    }
    String differing = differences(change.edits(), entry);
    return differing.isEmpty() ? "it was opened or closed meanwhile" : differing;
  }

  String differences(List<Edit> edits, Entry entry) {
    return edits.stream()
        .filter(edit -> !edit.before().equals(Layout.values(entry, edit.attribute())))
        .map(edit -> difference(edit, entry))
        .collect(Collectors.joining("; "));
  }

  private static String difference(Edit edit, Entry entry) {
    return "%s was %s and is %s"
        .formatted(
            edit.attribute(), shown(edit.before()), shown(Layout.values(entry, edit.attribute())));
  }

  private static String shown(List<String> values) {
    return values.isEmpty() ? "absent" : "'" + ValueFlaws.shown(String.join(", ", values)) + "'";
  }
}
