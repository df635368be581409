// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.Followers.Holding;
import dev.rollcall.connectors.ldap.Followers.Move;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.plan.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// How the old names in one attribute of an entry become the new ones: all at once, or one by one
/// where that does not go.
final class FollowCourse {
  private final Holding holding;
  private final BiConsumer<Move, String> refused;
  private final Deque<List<Move>> parts = new ArrayDeque<>();

  /// @param refused is told which name stayed, and what the server said
  FollowCourse(Holding holding, List<Move> moves, BiConsumer<Move, String> refused) {
    this.holding = holding;
    this.refused = refused;
    parts.add(moves);
  }

  Step start() {
    if (parts.isEmpty()) {
      return new End(new Outcome.AlreadyDone(Optional.empty()));
    }
    List<Move> part = parts.remove();
    return ask(part, part.stream().flatMap(move -> move.to().stream()).toList());
  }

  private Step ask(List<Move> part, List<String> come) {
    List<Modification> modifications = new ArrayList<>();
    modifications.add(
        modification(ModificationType.DELETE, part.stream().map(Move::from).toList()));
    if (!come.isEmpty()) {
      modifications.add(modification(ModificationType.ADD, come));
    }
    ModifyRequest request = new ModifyRequest(holding.dn(), modifications);
    return new Ask(new Question.Write(request), reply -> answered(part, come, reply));
  }

  private Modification modification(ModificationType type, List<String> values) {
    return new Modification(type, holding.place().attribute(), values.toArray(String[]::new));
  }

  private Step answered(List<Move> part, List<String> come, Reply reply) {
    Optional<String> placeholder = holding.placeholder();
    if (reply.is(ResultCode.OBJECT_CLASS_VIOLATION) && come.isEmpty() && placeholder.isPresent()) {
      return ask(part, List.of(placeholder.get()));
    }
    if (part.size() > 1 && !reply.is(ResultCode.SUCCESS)) {
      part.reversed().forEach(move -> parts.addFirst(List.of(move)));
    } else if (reply.is(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS) && !come.isEmpty()) {
      return withoutOld(part.getFirst());
    } else if (!reply.is(
        ResultCode.SUCCESS, ResultCode.NO_SUCH_ATTRIBUTE, ResultCode.NO_SUCH_OBJECT)) {
      refused.accept(part.getFirst(), Refusals.said(reply.result()));
    }
    return start();
  }

  /// The new name is there already; the old one may be there too.
  private Step withoutOld(Move move) {
    ModifyRequest request =
        new ModifyRequest(
            holding.dn(), modification(ModificationType.DELETE, List.of(move.from())));
    return new Ask(
        new Question.Write(request),
        reply -> {
          if (!reply.is(ResultCode.SUCCESS, ResultCode.NO_SUCH_ATTRIBUTE)) {
            refused.accept(move, Refusals.said(reply.result()));
          }
          return start();
        });
  }
}
