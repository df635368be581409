// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.PostReadRequestControl;
import com.unboundid.ldap.sdk.controls.PostReadResponseControl;
import dev.rollcall.connectors.ldap.Step.Ask;
import dev.rollcall.connectors.ldap.Step.End;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/// The course that each kind of change takes with a server: what is asked, and what every answer
/// means. Sends nothing; a [Pipeline] does the asking.
final class Courses {
  private final Layout layout;
  private final Refusals refusals;
  private final ChangeRequests requests;
  private final Looks looks;
  private final EditCourse edit;
  private final DeleteCourse delete;
  private final Passwords passwords;

  Courses(
      Layout layout,
      Refusals refusals,
      Trust trust,
      Passwords passwords,
      Renamed renamed,
      Images images) {
    this.layout = layout;
    this.passwords = passwords;
    this.refusals = refusals;
    this.requests = new ChangeRequests(layout);
    this.looks = new Looks(layout, refusals);
    Assertions assertions = new Assertions(layout);
    PreReads preReads = new PreReads(layout, looks, images);
    this.edit = new EditCourse(requests, assertions, looks, refusals, trust, renamed, preReads);
    this.delete = new DeleteCourse(assertions, looks, refusals, trust, preReads);
  }

  Step start(Change change) {
    return switch (change) {
      case Change.Create create -> create(create);
      case Change.Members members -> new End(refusals.noGroups(members));
      case Change.Delete gone -> delete.start(gone);
      case Change.Disable _, Change.Enable _ when !layout.closes() ->
          new End(refusals.cannotClose(change));
      case Change.Rename _, Change.Update _, Change.Enable _, Change.Disable _ ->
          edit.start(change);
    };
  }

  private Step create(Change.Create create) {
    return switch (passwords.begin(create)) {
      case Passwords.Start.Obstacle(Problem problem) -> new End(new Outcome.Refused(problem));
      case Passwords.Start.With with -> create(create, with);
    };
  }

  private Step create(Change.Create create, Passwords.Start.With with) {
    AddRequest request = requests.add(create);
    with.attributes().forEach(request::addAttribute);
    if (layout.directory().offers(Directory.POST_READ)) {
      request.addControl(new PostReadRequestControl(false, layout.anchor()));
    }
    return new Ask(
        new Question.Write(request),
        reply -> {
          if (reply.is(ResultCode.SUCCESS)) {
            Supplier<Step> tell = () -> told(create, with, request.getDN(), reply.result());
            return with.later()
                .map(later -> setPassword(create, request.getDN(), later, tell))
                .orElseGet(tell);
          }
          return reply.is(ResultCode.ENTRY_ALREADY_EXISTS)
              ? looks.forAccount(
                  create,
                  request.getDN(),
                  entry -> new End(looks.asCreated(create, entry)),
                  () -> new End(refusals.taken(create, reply.result())))
              : new End(refusals.refused(create, reply.result()));
        });
  }

  private Step told(Change.Create create, Passwords.Start.With with, String dn, LDAPResult added) {
    Optional<Problem> untold = with.told().flatMap(password -> passwords.tell(create, password));
    return untold.isPresent()
        ? new End(new Outcome.Refused(untold.get()))
        : created(create, dn, added);
  }

  private Step setPassword(
      Change.Create create, String dn, Passwords.Later later, Supplier<Step> tell) {
    return new Ask(
        new Question.SetPassword(dn, later.password()),
        reply ->
            reply.is(ResultCode.SUCCESS)
                ? later.mark().map(mark -> mark(create, dn, mark, tell)).orElseGet(tell)
                : new End(
                    new Outcome.Refused(
                        PasswordProblems.notSet(create, reply.result(), layout.beginsClosed()))));
  }

  private static Step mark(Change.Create create, String dn, Attribute mark, Supplier<Step> tell) {
    Modification replace =
        new Modification(ModificationType.REPLACE, mark.getName(), mark.getValues());
    return new Ask(
        new Question.Write(new ModifyRequest(dn, replace)),
        reply -> {
          Step told = tell.get();
          return reply.is(ResultCode.SUCCESS)
              ? told
              : new End(
                  new Outcome.Refused(
                      PasswordProblems.notMarked(create, reply.result(), mark.getName())));
        });
  }

  private Step created(Change.Create create, String dn, LDAPResult added) {
    Optional<Anchor> anchor = told(added);
    return anchor.isPresent() || layout.directory().offers(Directory.POST_READ)
        ? new End(new Outcome.Applied(anchor))
        : looks.at(create, dn, entry -> new End(new Outcome.Applied(layout.anchor(entry))));
  }

  private Optional<Anchor> told(LDAPResult added) {
    try {
      return Optional.ofNullable(PostReadResponseControl.get(added))
          .flatMap(control -> layout.anchor(control.getEntry()));
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }
}
