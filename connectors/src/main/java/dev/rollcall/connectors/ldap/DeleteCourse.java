// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.connectors.ldap.Step.Reply;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;

/// How an entry is deleted, and only if it is still this account's.
record DeleteCourse(
    Assertions assertions, Looks looks, Refusals refusals, Trust trust, PreReads preReads) {
  Step start(Change.Delete delete) {
    return trust.assertsNames() ? send(delete, true) : looked(delete);
  }

  private Step looked(Change.Delete delete) {
    String dn = delete.subject().key().value();
    return looks.forAccount(delete, dn, _ -> send(delete, false), () -> missing(delete));
  }

  private Step send(Change.Delete delete, boolean asserted) {
    DeleteRequest request = new DeleteRequest(delete.subject().key().value());
    if (asserted) {
      assertions.identity(request, delete.subject());
    }
    preReads.ask(request);
    return new Ask(new Question.Write(request), reply -> answered(delete, asserted, reply));
  }

  private Step answered(Change.Delete delete, boolean asserted, Reply reply) {
    if (reply.is(ResultCode.SUCCESS)) {
      return new End(
          new Outcome.Applied(
              delete.subject().account(), preReads.deleted(delete, reply.result())));
    }
    if (reply.is(ResultCode.NO_SUCH_OBJECT)) {
      return missing(delete);
    }
    return reply.is(ResultCode.ASSERTION_FAILED) && asserted
        ? looked(delete)
        : new End(refusals.refused(delete, reply.result()));
  }

  /// Gone for good, unless it has another name now.
  private Step missing(Change.Delete delete) {
    return looks.elsewhere(
        delete,
        () -> new End(new Outcome.AlreadyDone(delete.subject().account())),
        dn -> new End(refusals.changed(delete, "its name is %s now".formatted(dn))));
  }
}
