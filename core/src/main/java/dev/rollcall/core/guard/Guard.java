// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.guard;

import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Judges the whole of a plan before the first write.
public final class Guard {
  /// The code of what needs an approval of its own.
  public static final String ADMINISTRATORS = "GUARD-ADMINISTRATORS";

  private final Limit leavers;
  private final Limit members;

  /// @param members how many memberships and grants may be taken
  public Guard(Limit leavers, Limit members) {
    this.leavers = leavers;
    this.members = members;
  }

  /// What is judged.
  ///
  /// @param sync its name
  /// @param source the name of the system read as truth
  /// @param target the name of the system changed
  /// @param identities how many the source delivered
  /// @param inScope how many of them shall have an account
  /// @param managed how many enabled accounts Rollcall looks after in the target
  /// @param leavers how many would lose access
  /// @param partial whether the source delivered only what changed
  /// @param fingerprint of the plan
  /// @param held how many memberships and grants there are of which it could take any
  /// @param taken how many of them it takes
  /// @param administrators how many come to hold a role that may change everything
  public record Case(
      String sync,
      String source,
      String target,
      long identities,
      long inScope,
      long managed,
      long leavers,
      boolean partial,
      String fingerprint,
      long held,
      long taken,
      long administrators) {
    /// A plan for people only.
    public Case(
        String sync,
        String source,
        String target,
        long identities,
        long inScope,
        long managed,
        long leavers,
        boolean partial,
        String fingerprint) {
      this(
          sync,
          source,
          target,
          identities,
          inScope,
          managed,
          leavers,
          partial,
          fingerprint,
          0,
          0,
          0);
    }
  }

  public Verdict judge(Case plan) {
    if (plan.identities == 0 && !plan.partial) {
      return new Verdict.Forbidden(List.of(sourceEmpty(plan)));
    }
    List<Problem> over = new ArrayList<>();
    if (plan.inScope == 0 && plan.leavers > 0 && !plan.partial) {
      over.add(nobodyInScope(plan));
    }
    long allowed = leavers.allowed(plan.managed);
    if (plan.leavers > allowed) {
      over.add(tooManyLeavers(plan, allowed));
    }
    long allowedTaken = members.allowed(plan.held);
    if (plan.taken > allowedTaken) {
      over.add(tooManyTaken(plan, allowedTaken));
    }
    if (plan.administrators > 0) {
      over.add(newAdministrators(plan));
    }
    return over.isEmpty() ? new Verdict.Safe(evidence(plan)) : new Verdict.NeedsApproval(over);
  }

  private List<String> evidence(Case plan) {
    String ofLeavers =
        "leavers %s of %s (limit %s)"
            .formatted(number(plan.leavers), number(plan.managed), leavers);
    return plan.held == 0 && plan.taken == 0
        ? List.of(ofLeavers)
        : List.of(
            ofLeavers,
            "memberships taken %s of %s (limit %s)"
                .formatted(number(plan.taken), number(plan.held), members));
  }

  private static Problem sourceEmpty(Case plan) {
    return new Problem(
        "GUARD-SOURCE-EMPTY",
        Blame.GUARD,
        "'%s' returned nobody, so nothing was planned for '%s'".formatted(plan.source, plan.target),
        "an empty source would make everybody a leaver; no approval overrides this",
        "look at what '%s' returns: rollcall check --sync %s".formatted(plan.source, plan.sync));
  }

  private static Problem nobodyInScope(Case plan) {
    return new Problem(
        "GUARD-NOBODY-IN-SCOPE",
        Blame.GUARD,
        "refusing to take access from everybody in '%s'".formatted(plan.target),
        "'where' of '%s' is true for nobody of the %s that '%s' returned"
            .formatted(plan.sync, number(plan.identities), plan.source),
        "correct 'where'; if the plan is right: rollcall apply PLAN --approve " + plan.fingerprint);
  }

  private Problem tooManyLeavers(Case plan, long allowed) {
    return new Problem(
        "GUARD-LEAVERS",
        Blame.GUARD,
        "refusing to take access from %s of %s accounts in '%s'"
            .formatted(number(plan.leavers), number(plan.managed), plan.target),
        "limits.leavers allows %s (%s); source '%s' returned %s identities"
            .formatted(number(allowed), leavers, plan.source, number(plan.identities)),
        "check the source; if the plan is right: rollcall apply PLAN --approve "
            + plan.fingerprint);
  }

  private Problem tooManyTaken(Case plan, long allowed) {
    return new Problem(
        "GUARD-MEMBERS",
        Blame.GUARD,
        "refusing to take %s of %s memberships in '%s'"
            .formatted(number(plan.taken), number(plan.held), plan.target),
        "limits.memberships allows %s (%s)".formatted(number(allowed), members),
        "look at the groups of '%s'; if the plan is right: rollcall apply PLAN --approve %s"
            .formatted(plan.source, plan.fingerprint));
  }

  private static Problem newAdministrators(Case plan) {
    return new Problem(
        ADMINISTRATORS,
        Blame.GUARD,
        "refusing to give %s people in '%s' a role that may change everything"
            .formatted(number(plan.administrators), plan.target),
        "such a role is never given by a rule alone",
        "if they shall have it: rollcall apply PLAN --approve-admin " + plan.fingerprint);
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
