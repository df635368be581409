// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Where a change is on its way: it asks the server something and decides by the answer, or it has
/// come to its end. Asking the same again after a lost connection is always safe: whoever finds its
/// own work done, says so.
sealed interface Step {
  /// One request, and what follows from the answer.
  record Ask(Question question, Function<Reply, Step> then) implements Step {}

  /// What came of the change.
  record End(Outcome outcome) implements Step {}

  /// What can be asked.
  sealed interface Question {
    /// That something be changed.
    record Write(UpdatableLDAPRequest request) implements Question {}

    /// That an account get this password: RFC 3062.
    record SetPassword(String dn, Secret password) implements Question {}

    /// What an entry holds.
    record Look(String base, SearchScope scope, Filter filter, List<String> attributes)
        implements Question {}
  }

  /// An answer.
  ///
  /// @param entry what was found, of a [Question.Look]
  record Reply(LDAPResult result, Optional<Entry> entry) {
    ResultCode code() {
      return result.getResultCode();
    }

    boolean is(ResultCode... codes) {
      return List.of(codes).contains(code());
    }
  }
}
