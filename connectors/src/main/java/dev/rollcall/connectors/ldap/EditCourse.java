// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Unseen;
import java.util.List;
import java.util.Optional;

/// How an entry that is there is renamed, moved and edited: first its name, then its values. Each
/// request is sent only while the entry is as the plan saw it.
record EditCourse(
    ChangeRequests requests,
    Assertions assertions,
    Looks looks,
    Refusals refusals,
    Trust trust,
    Renamed renamed,
    PreReads preReads) {
  /// Answers that say that an entry is not as the plan saw it: the assertion did not hold, a value
  /// that was to go is not there, a value that was to come is.
  private static final ResultCode[] NOT_AS_SEEN = {
    ResultCode.ASSERTION_FAILED, ResultCode.NO_SUCH_ATTRIBUTE, ResultCode.ATTRIBUTE_OR_VALUE_EXISTS
  };

  /// When an entry got its name.
  private enum Moved {
    NOT,
    BEFORE,
    NOW
  }

  Step start(Change change) {
    String to = requests.destination(change);
    String from = change.subject().key().value();
    if (to.equals(from)) {
      return edit(change, to, Moved.NOT);
    }
    if (!trust.assertsNames()) {
      return looks.forAccount(
          change, from, _ -> move(change, to, false), () -> notThere(change, to, "no such entry"));
    }
    return move(change, to, true);
  }

  private Step move(Change change, String to, boolean asserted) {
    ModifyDNRequest request = requests.move(change.subject().key().value(), to);
    if (asserted) {
      assertions.identity(request, change.subject());
    }
    return new Ask(new Question.Write(request), reply -> moved(change, to, asserted, reply));
  }

  private Step moved(Change change, String to, boolean asserted, Reply reply) {
    if (reply.is(ResultCode.SUCCESS)) {
      return edit(change, to, Moved.NOW);
    }
    if (reply.is(ResultCode.NO_SUCH_OBJECT)) {
      return notThere(change, to, Refusals.said(reply.result()));
    }
    if (reply.is(ResultCode.ENTRY_ALREADY_EXISTS)) {
      return looks.forAccount(
          change,
          to,
          _ -> edit(change, to, Moved.BEFORE),
          () -> new End(refusals.exists(change, to, Refusals.said(reply.result()))));
    }
    return reply.is(ResultCode.ASSERTION_FAILED) && asserted
        ? looks.forAccount(
            change,
            change.subject().key().value(),
            _ -> withoutAssertion(() -> move(change, to, false)),
            () -> new End(refusals.changed(change, "another entry has its name now")))
        : new End(refusals.refused(change, reply.result()));
  }

  private interface Next {
    Step get();
  }

  private Step withoutAssertion(Next next) {
    trust.lose();
    return next.get();
  }

  /// Nothing has the old name: the move was made before, or has nowhere to go, or comes too late.
  private Step notThere(Change change, String to, String said) {
    return looks.forAccount(
        change,
        to,
        _ -> edit(change, to, Moved.BEFORE),
        () ->
            looks.at(
                change,
                change.subject().key().value(),
                entry ->
                    new End(
                        looks.isAccount(change, entry)
                            ? refusals.noParent(change, to, said)
                            : refusals.changed(change, looks.differences(change, entry)))));
  }

  private Step edit(Change change, String dn, Moved moved) {
    if (!requests.modifies(change)) {
      return moved == Moved.NOW ? applied(change) : alreadyThere(change, dn, moved);
    }
    return trust.asserts() && assertions.tellDoneFromUndone(change)
        ? modify(change, dn, moved, Optional.empty())
        : looks.forAccount(change, dn, entry -> seen(change, dn, moved, entry), () -> gone(change));
  }

  /// Nothing to do; an account that was to be moved where it is has to be there.
  private Step alreadyThere(Change change, String dn, Moved moved) {
    return moved == Moved.BEFORE
        ? already(change)
        : looks.forAccount(change, dn, _ -> already(change), () -> gone(change));
  }

  private Step seen(Change planned, String dn, Moved moved, Entry entry) {
    Change change = renamed.followed(planned, entry);
    if (looks.isDone(change, entry)) {
      return moved == Moved.NOW ? applied(change) : already(change);
    }
    return looks.isAsSeen(change, requests.remaining(change), entry)
        ? modify(change, dn, moved, Optional.of(entry))
        : stale(change, dn, moved, entry);
  }

  /// @param seen the entry, if it was looked at; otherwise the server has to
  private Step modify(Change change, String dn, Moved moved, Optional<Entry> seen) {
    ModifyRequest request = new ModifyRequest(dn, requests.modifications(change, seen));
    boolean asserted = seen.isEmpty();
    List<Edit> edits = requests.remaining(change);
    preReads.ask(request, edits);
    if (asserted) {
      assertions.state(request, change, edits);
    }
    return new Ask(
        new Question.Write(request), reply -> modified(change, dn, moved, asserted, reply));
  }

  private Step modified(Change change, String dn, Moved moved, boolean asserted, Reply reply) {
    if (reply.is(ResultCode.SUCCESS)) {
      Optional<Unseen> unseen =
          preReads.replaced(change, requests.remaining(change), reply.result());
      return new End(new Outcome.Applied(change.subject().account(), unseen));
    }
    if (reply.is(ResultCode.NO_SUCH_OBJECT)) {
      return gone(change);
    }
    if (reply.is(NOT_AS_SEEN)) {
      boolean doubtful = asserted && reply.is(ResultCode.ASSERTION_FAILED);
      return looks.forAccount(
          change,
          dn,
          entry -> settled(change, dn, moved, doubtful, entry, reply),
          () -> gone(change));
    }
    return refused(change, dn, moved, reply);
  }

  private Step refused(Change change, String dn, Moved moved, Reply reply) {
    Outcome.Refused refused = refusals.refused(change, reply.result());
    return new End(
        moved == Moved.NOW
            ? refusals.halfDone(change, dn, refused.problem(), refused.early())
            : refused);
  }

  private Step settled(
      Change change, String dn, Moved moved, boolean doubtful, Entry entry, Reply reply) {
    if (!renamed.followed(change, entry).equals(change)) {
      return seen(change, dn, moved, entry);
    }
    boolean asSeen =
        !looks.isDone(change, entry) && looks.isAsSeen(change, requests.remaining(change), entry);
    if (doubtful && asSeen) {
      return withoutAssertion(() -> modify(change, dn, moved, Optional.of(entry)));
    }
    if (asSeen
        && reply.is(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)
        && looks.holdsNothingNew(requests.remaining(change), entry)) {
      return refused(change, dn, moved, reply);
    }
    return looks.isDone(change, entry)
        ? seen(change, dn, moved, entry)
        : stale(change, dn, moved, entry);
  }

  private Step stale(Change change, String dn, Moved moved, Entry entry) {
    Outcome.Stale stale = refusals.changed(change, looks.differences(change, entry));
    return new End(
        moved == Moved.NOW ? refusals.halfDone(change, dn, stale.problem(), false) : stale);
  }

  private Step gone(Change change) {
    return new End(refusals.gone(change));
  }

  private static Step applied(Change change) {
    return new End(new Outcome.Applied(change.subject().account()));
  }

  private static Step already(Change change) {
    return new End(new Outcome.AlreadyDone(change.subject().account()));
  }
}
