// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.engine.journal.PlanWriter;
import java.util.List;
import java.util.Map;

/// What outlives the accounts that a plan disables.
final class Closing {
  private Closing() {}

  /// Says of each account that is to be disabled which keys its owner has for programs.
  static void note(Sync sync, Target target, List<Subject> disabled, PlanWriter plan)
      throws ReadFailed {
    if (disabled.isEmpty()) {
      return;
    }
    Map<AccountKey, List<String>> keys = target.keysOf(disabled);
    keys.forEach((account, names) -> plan.problem(keys(sync, account, names)));
  }

  private static Problem keys(Sync sync, AccountKey account, List<String> names) {
    return new Problem(
        "PLAN-API-KEYS",
        Blame.DATA,
        "%s of '%s' is to be disabled and has API keys: %s"
            .formatted(account, sync.to(), String.join(", ", names)),
        "programs that use them may stop working; whether a key outlives its owner's access is up"
            + " to the server",
        "find out what uses them, give it a key of its own, then remove them in '%s'"
            .formatted(sync.to()));
  }
}
