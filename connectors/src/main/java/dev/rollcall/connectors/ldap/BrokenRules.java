// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells by a server's words which of its rules a change would break, where one result code stands
/// for many. The words are those of slapd 2.5.13, 389 Directory Server 2.3.1 and Samba 4.17; the
/// numbers are what Windows and Samba begin their words with (MS-ERREF 2.2).
final class BrokenRules {
  private static final List<ResultCode> OF_PASSWORDS =
      List.of(
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.INSUFFICIENT_ACCESS_RIGHTS);

  private static final List<ResultCode> OF_VALUES =
      List.of(
          ResultCode.CONSTRAINT_VIOLATION,
          ResultCode.OBJECT_CLASS_VIOLATION,
          ResultCode.UNWILLING_TO_PERFORM,
          ResultCode.NO_SUCH_OBJECT);

  // 52D: ERROR_PASSWORD_RESTRICTION.
  private static final Pattern PASSWORD =
      Pattern.compile(
          "0000052d|password.*(polic|quality|" + "restriction|short|syntax|history|at least|too)");
  private static final Pattern SEVERAL =
      Pattern.compile("multiple values provided|single-valued|has multiple values");
  // 20B5: ERROR_DS_NAME_REFERENCE_INVALID.
  private static final Pattern REFERENCE =
      Pattern.compile("000020b5|non-existing object|referenced object not found");
  private static final Pattern SERVERS_OWN = Pattern.compile("no user modification allowed");

  private BrokenRules() {}

  /// The rule, if the words tell it.
  static Optional<Problem> of(Change change, ResultCode code, String said) {
    String words = said.toLowerCase(Locale.ROOT);
    if (OF_PASSWORDS.contains(code) && PASSWORD.matcher(words).find()) {
      return Optional.of(password(change, said));
    }
    if (code.equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) {
      return Optional.of(several(change, said));
    }
    if (!OF_VALUES.contains(code)) {
      return Optional.empty();
    }
    if (SEVERAL.matcher(words).find()) {
      return Optional.of(several(change, said));
    }
    if (REFERENCE.matcher(words).find()) {
      return Optional.of(reference(change, said));
    }
    return SERVERS_OWN.matcher(words).find()
        ? Optional.of(serversOwn(change, said))
        : Optional.empty();
  }

  private static Problem password(Change change, String said) {
    return change.kind() == Kind.ENABLE
        ? Refusals.of(
            change,
            "LDAP-PASSWORD-POLICY",
            Blame.DATA,
            "its password is not what the server's policy demands, or it has none",
            said,
            "give it a password first (samba-tool user setpassword, Set-ADAccountPassword), then"
                + " run again; new accounts get one by `initial_password`")
        : Refusals.of(
            change,
            "LDAP-PASSWORD-POLICY",
            Blame.CONFIGURATION,
            "the server's password policy does not take its password",
            said,
            "make generated passwords longer, or of more kinds of letters: `initial_password:"
                + " { length: ..., letters: [...] }`");
  }

  private static Problem several(Change change, String said) {
    return Refusals.of(
        change,
        "LDAP-SINGLE-VALUED",
        Blame.DATA,
        "it would have several values where the server takes one, or one value twice",
        said,
        "choose one in the mapping of the attribute");
  }

  private static Problem reference(Change change, String said) {
    return Refusals.of(
        change,
        "LDAP-REFERENCE-MISSING",
        Blame.DATA,
        "one of its values names an entry that does not exist",
        said,
        "make that entry first, or correct the value in the source: a manager, say, has to have an"
            + " account before others can refer to it");
  }

  private static Problem serversOwn(Change change, String said) {
    return Refusals.of(
        change,
        "LDAP-NOT-WRITABLE",
        Blame.CONFIGURATION,
        "one of its attributes is set by the server alone",
        said,
        "remove the attribute from the mapping");
  }
}
