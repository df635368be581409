// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.Refusals.Unfit;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How the members of one group come and go: in one request with just these values, whatever else
/// the group holds. Where that does not go, it finds out whose fault it is.
final class MembersCourse {
  /// Values that are there already, or gone already, are then no mistake: MS-ADTS 3.1.1.3.4.1.8.
  private static final String PERMISSIVE_MODIFY = "1.2.840.113556.1.4.1413";

  // Active Directory says so of members that are there already, and of such as are not.
  private static final ResultCode[] AS_IT_WAS_ON_WINDOWS = {
    ResultCode.ENTRY_ALREADY_EXISTS, ResultCode.UNWILLING_TO_PERFORM
  };
  private static final ResultCode[] AS_IT_WAS = {
    ResultCode.ATTRIBUTE_OR_VALUE_EXISTS, ResultCode.NO_SUCH_ATTRIBUTE
  };

  /// What one member can be to blame for; with anything else, others would fare no better.
  private static final ResultCode[] BECAUSE_OF_A_MEMBER = {
    ResultCode.CONSTRAINT_VIOLATION,
    ResultCode.INVALID_ATTRIBUTE_SYNTAX,
    ResultCode.INVALID_DN_SYNTAX,
    ResultCode.NO_SUCH_OBJECT,
    ResultCode.OBJECT_CLASS_VIOLATION,
    ResultCode.UNWILLING_TO_PERFORM,
    ResultCode.OPERATIONS_ERROR,
    ResultCode.ENTRY_ALREADY_EXISTS,
    ResultCode.ATTRIBUTE_OR_VALUE_EXISTS,
    ResultCode.NO_SUCH_ATTRIBUTE
  };

  private final Change.Members change;
  private final GroupLayout layout;
  private final Looks looks;
  private final Refusals refusals;
  private final Logins logins;
  private final String dn;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final List<Unfit> unfit = new ArrayList<>();
  private boolean changed;
  private boolean keeperSettled;

  MembersCourse(Change.Members change, GroupLayout layout, Refusals refusals, Logins logins) {
    this.change = change;
    this.layout = layout;
    this.looks = new Looks(layout.entries(), refusals);
    this.refusals = refusals;
    this.logins = logins;
    this.dn = change.subject().key().value();
  }

  /// A value that comes or goes.
  private record Value(Member member, boolean comes, String text) {}

  /// Values that are sent together.
  ///
  /// @param compared whether they are known to be missing, or to be there
  private record Part(List<Value> values, boolean compared) {
    boolean bring() {
      return values.stream().anyMatch(Value::comes);
    }

    boolean take() {
      return values.stream().anyMatch(value -> !value.comes);
    }
  }

  /// What becomes of the value that keeps a group from being empty.
  private enum Keeper {
    STAYS_AS_IT_IS,
    COMES,
    GOES
  }

  Step start() {
    Deque<Value> unnamed = new ArrayDeque<>();
    change.added().forEach(member -> unnamed.add(new Value(member, true, "")));
    change.removed().forEach(member -> unnamed.add(new Value(member, false, "")));
    return looks.forAccount(
        change, dn, _ -> name(unnamed, new ArrayList<>()), () -> new End(refusals.gone(change)));
  }

  private Step name(Deque<Value> unnamed, List<Value> named) {
    while (!unnamed.isEmpty()) {
      Value next = unnamed.remove();
      String key = next.member.key().value();
      Optional<String> text = layout.kind().isByLogin() ? logins.of(key) : Optional.of(key);
      if (text.isEmpty()) {
        return login(next, unnamed, named);
      }
      named.add(new Value(next.member, next.comes, text.get()));
    }
    parts.add(new Part(named, false));
    return next();
  }

  private Step login(Value value, Deque<Value> unnamed, List<Value> named) {
    String key = value.member.key().value();
    return new Ask(
        Looks.whole(key, List.of(Logins.ATTRIBUTE)),
        reply -> {
          Optional<String> login =
              reply
                  .entry()
                  .flatMap(entry -> Layout.values(entry, Logins.ATTRIBUTE).stream().findFirst());
          if (login.isPresent()) {
            named.add(new Value(value.member, value.comes, login.get()));
          } else {
            unfit.add(new Unfit(value.member, "it has no " + Logins.ATTRIBUTE));
          }
          return name(unnamed, named);
        });
  }

  private Step next() {
    while (!parts.isEmpty()) {
      Part part = parts.remove();
      if (!part.values.isEmpty()) {
        return send(part, keeper(part), false);
      }
    }
    return new End(outcome());
  }

  private Outcome outcome() {
    if (!unfit.isEmpty()) {
      return refusals.unfit(change, unfit);
    }
    return changed
        ? new Outcome.Applied(change.subject().account())
        : new Outcome.AlreadyDone(change.subject().account());
  }

  private Keeper keeper(Part part) {
    if (!layout.mandatory() || keeperSettled) {
      return Keeper.STAYS_AS_IT_IS;
    }
    if (change.before() == 0 && part.bring()) {
      return Keeper.GOES;
    }
    return change.after() == 0 && part.take() ? Keeper.COMES : Keeper.STAYS_AS_IT_IS;
  }

  private Step send(Part part, Keeper keeper, boolean permissive) {
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    part.values.forEach(value -> (value.comes ? in : out).add(value.text));
    switch (keeper) {
      case COMES -> in.add(placeholder());
      case GOES -> out.add(placeholder());
      case STAYS_AS_IT_IS -> {}
    }
    List<Modification> modifications = new ArrayList<>();
    add(ModificationType.ADD, in, modifications);
    add(ModificationType.DELETE, out, modifications);
    ModifyRequest request = new ModifyRequest(dn, modifications);
    if (permissive) {
      request.addControl(new Control(PERMISSIVE_MODIFY, true));
    }
    return new Ask(new Question.Write(request), reply -> answered(part, keeper, reply));
  }

  private void add(ModificationType type, List<String> values, List<Modification> modifications) {
    if (!values.isEmpty()) {
      modifications.add(new Modification(type, layout.attribute(), values.toArray(String[]::new)));
    }
  }

  private String placeholder() {
    return layout.placeholder(change.subject().key());
  }

  private Step answered(Part part, Keeper keeper, Reply reply) {
    if (reply.is(ResultCode.SUCCESS)) {
      changed = true;
      keeperSettled |= keeper != Keeper.STAYS_AS_IT_IS;
      return next();
    }
    if (!reply.is(BECAUSE_OF_A_MEMBER)) {
      return new End(refusals.refused(change, reply.result()));
    }
    if (!part.compared && reply.is(AS_IT_WAS)) {
      return compare(part, keeper);
    }
    if (!part.compared && isWindows() && reply.is(AS_IT_WAS_ON_WINDOWS)) {
      return compare(part, keeper);
    }
    if (reply.is(ResultCode.OBJECT_CLASS_VIOLATION) && wouldBeEmpty(part, keeper)) {
      return send(part, Keeper.COMES, false);
    }
    return reply.is(ResultCode.NO_SUCH_OBJECT)
        ? looks.forAccount(
            change, dn, _ -> divide(part, reply), () -> new End(refusals.gone(change)))
        : divide(part, reply);
  }

  private boolean isWindows() {
    return layout.entries().directory().kind() == ServerKind.ACTIVE_DIRECTORY;
  }

  private boolean wouldBeEmpty(Part part, Keeper keeper) {
    return layout.mandatory() && keeper == Keeper.STAYS_AS_IT_IS && part.take();
  }

  /// Looks who is in the group, and goes on with what is left to be done.
  private Step compare(Part part, Keeper keeper) {
    return new Ask(
        Looks.whole(dn, List.of(layout.attribute(), PrimaryGroups.SID)),
        reply -> {
          if (reply.entry().isEmpty()) {
            return new End(refusals.gone(change));
          }
          Entry entry = reply.entry().get();
          if (isInPart(entry)) {
            return send(new Part(part.values, true), keeper, true);
          }
          Map<String, String> held = held(entry);
          boolean kept = held.containsKey(normal(placeholder()));
          keeperSettled |= keeper == Keeper.GOES && !kept || keeper == Keeper.COMES && kept;
          parts.addFirst(new Part(missing(part, held), true));
          return isWindows() ? first(new ArrayDeque<>(gone(part, held)), entry) : next();
        });
  }

  // Active Directory sends at most 1,500 values at once: MS-ADTS 3.1.1.3.1.3.3.
  private static boolean isInPart(Entry entry) {
    return entry.getAttributes().stream()
        .anyMatch(attribute -> attribute.getName().toLowerCase(Locale.ROOT).contains(";range="));
  }

  /// The values of the group, by their one form.
  private Map<String, String> held(Entry entry) {
    Map<String, String> held = new HashMap<>();
    for (String value :
        Optional.ofNullable(entry.getAttribute(layout.attribute()))
            .map(Attribute::getValues)
            .orElse(new String[0])) {
      held.put(normal(value), value);
    }
    return held;
  }

  private String normal(String value) {
    return layout.kind().isByLogin() ? value : References.normal(References.withoutUid(value));
  }

  private List<Value> missing(Part part, Map<String, String> held) {
    List<Value> missing = new ArrayList<>();
    for (Value value : part.values) {
      Optional<String> there = Optional.ofNullable(held.get(normal(value.text)));
      if (value.comes && there.isEmpty()) {
        missing.add(value);
      } else if (!value.comes && there.isPresent()) {
        missing.add(new Value(value.member, false, there.get()));
      }
    }
    return missing;
  }

  private List<Value> gone(Part part, Map<String, String> held) {
    return part.values.stream()
        .filter(value -> !value.comes && !held.containsKey(normal(value.text)))
        .toList();
  }

  /// Looks whether this is the first group of somebody who should go, and is no value of it: nobody
  /// can be taken out of that.
  private Step first(Deque<Value> gone, Entry group) {
    if (gone.isEmpty()) {
      return next();
    }
    Value value = gone.remove();
    return new Ask(
        Looks.whole(value.text, PrimaryGroups.ATTRIBUTES),
        reply -> {
          if (reply.entry().filter(person -> PrimaryGroups.isFirst(person, group)).isPresent()) {
            unfit.add(new Unfit(value.member, "it is its primary group"));
          }
          return first(gone, group);
        });
  }

  /// Finds out which of the values is refused.
  private Step divide(Part part, Reply reply) {
    int count = part.values.size();
    if (count > 1) {
      parts.addFirst(new Part(part.values.subList(count / 2, count), part.compared));
      parts.addFirst(new Part(part.values.subList(0, count / 2), part.compared));
    } else if (!reply.is(AS_IT_WAS)) {
      unfit.add(new Unfit(part.values.getFirst().member, Refusals.said(reply.result())));
    }
    return next();
  }
}
