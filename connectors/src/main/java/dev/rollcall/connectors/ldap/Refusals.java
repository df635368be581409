// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says in plain words why a server did not make a change.
///
/// @param who who signed in
record Refusals(Layout layout, String who) {
  private static final int NAMED = 3;

  // ERROR_DS_NAME_REFERENCE_INVALID: MS-ERREF 2.2.
  private static final String NO_SUCH_REFERENCE = "000020B5";

  Outcome.Refused refused(Change change, LDAPResult result) {
    boolean early =
        result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
            && said(result).contains(NO_SUCH_REFERENCE);
    return new Outcome.Refused(problem(change, result), early);
  }

  Outcome.Refused exists(Change change, String dn, String how) {
    return new Outcome.Refused(
        of(
            change,
            "LDAP-EXISTS",
            Blame.DATA,
            "there is another entry " + dn,
            how,
            "link or rename one of the two: ldapsearch -b '%s' -s base".formatted(dn)));
  }

  /// Refused because of another entry, and not one of that name: Active Directory says so when the
  /// `sAMAccountName` or the `userPrincipalName` is somebody else's in the domain.
  Outcome.Refused taken(Change change, LDAPResult result) {
    return new Outcome.Refused(notUnique(change, said(result)));
  }

  Outcome.Refused noParent(Change change, String dn, String why) {
    return new Outcome.Refused(
        of(
            change,
            "LDAP-NO-PARENT",
            Blame.CONFIGURATION,
            "the entry above %s does not exist".formatted(dn),
            why,
            "create it, or correct `at` (and `disable_by`) in the configuration"));
  }

  /// That a unit into which an account was to go could not be made.
  Problem noUnit(String unit, LDAPResult result) {
    if (result.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
      return new Problem(
          "LDAP-RIGHTS",
          Blame.CONFIGURATION,
          "%s has no right to make %s".formatted(who, unit),
          said(result),
          "give %s the right to add organisational units below %s, or make it yourself"
              .formatted(who, layout.at()));
    }
    return new Problem(
        "LDAP-NO-PARENT",
        Blame.CONFIGURATION,
        "the server did not make %s".formatted(unit),
        said(result),
        "make it yourself, or see what the server's log says about it");
  }

  Outcome.Refused cannotClose(Change change) {
    return new Outcome.Refused(noWayToClose(verb(change)));
  }

  /// That nothing says how accounts are closed.
  Problem noWayToClose(String what) {
    return new Problem(
        "LDAP-NO-DISABLE",
        Blame.CONFIGURATION,
        what + ": nothing says how accounts in '%s' are disabled".formatted(layout.system()),
        "%s has no attribute pwdAccountLockedTime or nsAccountLock in its schema"
            .formatted(layout.directory().words()),
        "set `disable_by`: an attribute with its value (loginShell: /sbin/nologin), or a DN to move"
            + " leavers to");
  }

  /// A rename that was made, and edits that were refused after it.
  Outcome.Refused halfDone(Change change, String to, Problem reason, boolean early) {
    String rest = reason.what().replace(verb(change) + ": ", "");
    return new Outcome.Refused(
        new Problem(
            reason.code(),
            reason.blame(),
            "%s was renamed to %s, but its other changes were not made: %s"
                .formatted(change.subject().key(), to, rest),
            reason.why(),
            reason.fix()),
        early);
  }

  Outcome.Stale changed(Change change, String now) {
    return new Outcome.Stale(
        of(
            change,
            "LDAP-STALE",
            Blame.REMOTE_SYSTEM,
            "somebody changed it after the plan was made",
            now,
            "plan again"));
  }

  Outcome.Stale gone(Change change) {
    return new Outcome.Stale(
        of(
            change,
            "LDAP-GONE",
            Blame.REMOTE_SYSTEM,
            "it is not there any more",
            "somebody deleted, renamed or moved it after the plan was made",
            "plan again"));
  }

  private Problem problem(Change change, LDAPResult result) {
    return BrokenRules.of(change, result.getResultCode(), said(result))
        .orElseGet(() -> byCode(change, result));
  }

  private Problem byCode(Change change, LDAPResult result) {
    String said = said(result);
    return switch (result.getResultCode().intValue()) {
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE -> rights(change, said);
      case ResultCode.CONSTRAINT_VIOLATION_INT_VALUE -> constraint(change, said);
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE ->
          noParent(change, change.keyAfterwards().value(), said).problem();
      case ResultCode.NOT_ALLOWED_ON_NONLEAF_INT_VALUE -> hasChildren(change, said);
      default ->
          unfit(change, result.getResultCode(), said)
              .or(() -> unwilling(change, result.getResultCode(), said))
              .orElseGet(() ->
                  of(
                      change,
                      "LDAP-REFUSED",
                      Blame.REMOTE_SYSTEM,
                      "the server refused",
                      said,
                      "see what the server's log says about it"));
    };
  }

  /// Because of what the account would be.
  private static Optional<Problem> unfit(Change change, ResultCode code, String said) {
    return switch (code.intValue()) {
      case ResultCode.UNDEFINED_ATTRIBUTE_TYPE_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-UNKNOWN-ATTRIBUTE",
                  Blame.CONFIGURATION,
                  "the server knows no such attribute",
                  said,
                  "correct the name in the mapping"));
      case ResultCode.OBJECT_CLASS_VIOLATION_INT_VALUE,
          ResultCode.OBJECT_CLASS_MODS_PROHIBITED_INT_VALUE,
          ResultCode.NAMING_VIOLATION_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-OBJECT-CLASS",
                  Blame.CONFIGURATION,
                  "the account would not be what its object classes demand",
                  said,
                  "map the attribute that is missing, or add the object class that allows it"));
      case ResultCode.INVALID_ATTRIBUTE_SYNTAX_INT_VALUE, ResultCode.INVALID_DN_SYNTAX_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-SYNTAX",
                  Blame.DATA,
                  "the server does not take one of the values",
                  said,
                  "correct the value in the source, or convert it in the mapping"));
      default -> Optional.empty();
    };
  }

  /// Because of how the server is set up.
  private Optional<Problem> unwilling(Change change, ResultCode code, String said) {
    return switch (code.intValue()) {
      case ResultCode.UNWILLING_TO_PERFORM_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-UNWILLING",
                  Blame.REMOTE_SYSTEM,
                  "the server is not willing to do it",
                  said,
                  "its log says why; a read-only replica and a password policy are the usual"
                      + " reasons"));
      case ResultCode.REFERRAL_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-REFERRAL",
                  Blame.CONFIGURATION,
                  "the server sends us to another one that may write",
                  said,
                  "put the URL of the writing server into `url` of '%s'"
                      .formatted(layout.system())));
      case ResultCode.CONFIDENTIALITY_REQUIRED_INT_VALUE,
          ResultCode.STRONG_AUTH_REQUIRED_INT_VALUE ->
          Optional.of(
              of(
                  change,
                  "LDAP-NEEDS-TLS",
                  Blame.CONFIGURATION,
                  "the server wants encryption or a stronger sign-in for it",
                  said,
                  "use ldaps:// or `start_tls: true` in '%s'".formatted(layout.system())));
      default -> Optional.empty();
    };
  }

  private static Problem hasChildren(Change change, String said) {
    return of(
        change,
        "LDAP-HAS-CHILDREN",
        Blame.DATA,
        "there are entries below it",
        said,
        "look what they are: ldapsearch -b '%s' -s one dn".formatted(change.subject().key()));
  }

  private Problem constraint(Change change, String said) {
    boolean unique = said.toLowerCase(Locale.ROOT).contains("unique");
    return unique
        ? notUnique(change, said)
        : of(
            change,
            "LDAP-CONSTRAINT",
            Blame.DATA,
            "it breaks a rule of the server",
            said,
            "correct the value in the source, or the rule in the server");
  }

  private static Problem notUnique(Change change, String said) {
    return of(
        change,
        "LDAP-NOT-UNIQUE",
        Blame.DATA,
        "another entry has one of its values, and the server wants it to be unique",
        said,
        "find who has it (ldapsearch with the attribute and value) and change one of the two");
  }

  private Problem rights(Change change, String said) {
    return of(
        change,
        "LDAP-RIGHTS",
        Blame.CONFIGURATION,
        "%s has no right to it".formatted(who),
        said,
        grant(change.kind()));
  }

  /// How to give all rights that are needed.
  String grant() {
    return layout.directory().kind() == ServerKind.OTHER
        ? grant(Kind.UPDATE)
        : "give %s the rights that 'rollcall rights %s' prints".formatted(who, layout.system());
  }

  /// How to give the right that is missing.
  private String grant(Kind kind) {
    String right =
        switch (kind) {
          case CREATE, DELETE, CREATE_GROUP, DELETE_GROUP -> "to add and delete entries below %s";
          case RENAME, RENAME_GROUP -> "to rename entries below %s";
          case UPDATE, ENABLE, DISABLE, UPDATE_GROUP, MEMBERS, ROLES, TEAMS ->
              "to write the mapped attributes of entries below %s";
        };
    String exactly = " ('rollcall rights %s' prints exactly which)".formatted(layout.system());
    String example =
        switch (layout.directory().kind()) {
          case OPENLDAP ->
              "%s: olcAccess: to dn.subtree=\"%s\" by dn.exact=\"%s\" write by * break"
                  .formatted(exactly, layout.at(), who);
          case DIRECTORY_389 ->
              "%s: aci: (targetattr=\"*\")(version 3.0; acl \"rollcall\"; allow (all)"
                      .formatted(exactly)
                  + " userdn=\"ldap:///%s\";)".formatted(who);
          case ACTIVE_DIRECTORY ->
              "%s: dsacls \"%s\" /I:T /G \"ACCOUNT:CCDC;user\" and /I:S /G \"ACCOUNT:RPWP;;user\""
                  .formatted(exactly, layout.at());
          case OTHER -> "";
        };
    return "give %s the right ".formatted(who) + right.formatted(layout.at()) + example;
  }

  /// A change of members where no groups are configured.
  Outcome noGroups(Change.Members change) {
    return new Outcome.Refused(
        of(
            change,
            "LDAP-NO-GROUPS",
            Blame.CONFIGURATION,
            "the target has no groups",
            "the plan was made with groups, and the sync has none now",
            "make a new plan"));
  }

  /// A member that the server did not take, or not let go.
  record Unfit(Member member, String said) {}

  /// That some members did not come or go; the others did.
  Outcome.Refused unfit(Change.Members change, List<Unfit> members) {
    String names =
        members.stream()
            .limit(NAMED)
            .map(each -> each.member.key().value())
            .collect(Collectors.joining("; "));
    String more = members.size() > NAMED ? " and %,d more".formatted(members.size() - NAMED) : "";
    return new Outcome.Refused(
        new Problem(
            "LDAP-MEMBER-REFUSED",
            Blame.DATA,
            "%s: the server does not do it with %s%s; the other members are as they should be"
                .formatted(change.subject().key(), names, more),
            members.getFirst().said,
            "look what is special about them: ldapsearch -b '%s' -s base"
                .formatted(members.getFirst().member.key())));
  }

  /// A rename or deletion that was made, and an entry that still holds the old name.
  static Problem referenceKept(String from, Optional<String> to, String holder, String said) {
    return new Problem(
        "LDAP-REFERENCE-KEPT",
        Blame.REMOTE_SYSTEM,
        "%s is %s now, but %s may still hold the old name"
            .formatted(from, to.orElse("deleted"), holder),
        said,
        "correct it by hand, or have the server do it (overlay refint, plugin referential"
            + " integrity)");
  }

  static Problem of(Change change, String code, Blame blame, String what, String why, String fix) {
    return new Problem(code, blame, verb(change) + ": " + what, why, fix);
  }

  private static String verb(Change change) {
    String done =
        switch (change.kind()) {
          case CREATE, CREATE_GROUP -> "created";
          case RENAME, RENAME_GROUP -> "renamed";
          case UPDATE, UPDATE_GROUP, MEMBERS, ROLES, TEAMS -> "updated";
          case ENABLE -> "enabled";
          case DISABLE -> "disabled";
          case DELETE, DELETE_GROUP -> "deleted";
        };
    return "%s was not %s".formatted(change.subject().key(), done);
  }

  /// What the server said, word for word.
  static String said(LDAPResult result) {
    return "%s (%d)%s"
        .formatted(
            result.getResultCode().getName(),
            result.getResultCode().intValue(),
            Optional.ofNullable(result.getDiagnosticMessage())
                .map(text -> ": " + text.strip())
                .orElse(""));
  }
}
