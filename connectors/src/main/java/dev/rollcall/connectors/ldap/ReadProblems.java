// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.Set;
import java.util.function.Supplier;

/// Says in plain words why a read did not see everything, and which limit to raise for whom.
final class ReadProblems {
  private final LdapSettings settings;
  private final String who;

  ReadProblems(LdapSettings settings) {
    this.settings = settings;
    this.who = ConnectProblems.who(settings.sign());
  }

  /// What is wrong.
  ///
  /// @param kind asked for only if the answer depends on it
  Problem of(LDAPException failure, String base, long seen, Supplier<ServerKind> kind) {
    String why = ConnectProblems.original(failure);
    if (TooLarge.is(failure)) {
      return tooLarge(base, why);
    }
    return switch (failure.getResultCode().intValue()) {
      case ResultCode.SIZE_LIMIT_EXCEEDED_INT_VALUE ->
          limit("LDAP-SIZE-LIMIT", "size", seen, why, kind.get());
      case ResultCode.TIME_LIMIT_EXCEEDED_INT_VALUE ->
          limit("LDAP-TIME-LIMIT", "time", seen, why, kind.get());
      case ResultCode.ADMIN_LIMIT_EXCEEDED_INT_VALUE ->
          limit("LDAP-ADMIN-LIMIT", "administrative", seen, why, kind.get());
      case ResultCode.NO_SUCH_OBJECT_INT_VALUE -> noBase(base, why);
      case ResultCode.INVALID_DN_SYNTAX_INT_VALUE -> noBase(base, why);
      case ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE -> rights(base, why);
      case ResultCode.ALIAS_PROBLEM_INT_VALUE, ResultCode.ALIAS_DEREFERENCING_PROBLEM_INT_VALUE ->
          brokenAlias(base, why);
      case ResultCode.REFERRAL_INT_VALUE -> referral(base, why);
      case ResultCode.BUSY_INT_VALUE, ResultCode.UNAVAILABLE_INT_VALUE -> busy(why);
      case ResultCode.TIMEOUT_INT_VALUE -> timeout(base, why);
      default -> lostOrRefused(failure, base, seen, why);
    };
  }

  Problem referral(String base, String why) {
    return problem(
        "LDAP-REFERRAL",
        Blame.CONFIGURATION,
        "a part of %s is kept by another server, so '%s' was not read whole"
            .formatted(base, settings.name()),
        why,
        "choose bases without a referral below them, or point `url` at a server that has it all (in"
            + " Active Directory the global catalogue: ldaps://DC:3269)");
  }

  Problem brokenAlias(String alias, String why) {
    return problem(
        "LDAP-ALIAS-BROKEN",
        Blame.DATA,
        "an alias in '%s' leads nowhere: %s".formatted(settings.name(), ValueFlaws.shown(alias)),
        "'aliases: follow' takes everybody to whom an alias leads, and of this one nobody knows"
            + " whom it leaves out; the server: "
            + why,
        "correct its `aliasedObjectName` or remove it, or let %s read what it points to: "
                .formatted(who)
            + SearchCommand.trusting(
                settings,
                "ldapsearch -H %s%s -b '%s' -s base aliasedObjectName"
                    .formatted(LdapUrl.forCommands(settings.urls().getFirst()), sign(), alias)));
  }

  Problem stuck(String base, long seen, int pages) {
    return problem(
        "LDAP-PAGING-STUCK",
        Blame.REMOTE_SYSTEM,
        "'%s' sends empty pages of %s without an end".formatted(settings.name(), base),
        "after %,d entries it sent %,d empty pages, each with a cookie for one more"
            .formatted(seen, pages),
        "report it to the vendor of the server; another replica may do better");
  }

  Problem tooMany(String base, long ceiling) {
    return problem(
        "LDAP-TOO-MANY-ENTRIES",
        Blame.CONFIGURATION,
        "'%s' does not come to an end of %s".formatted(settings.name(), base),
        "it has sent more than %,d entries, which is the most that is read".formatted(ceiling),
        "choose a narrower base or filter; if there are not as many entries, look what the server"
            + " sends: ldapsearch -E pr=1000/noprompt");
  }

  Problem outside(String base, String dn) {
    return problem(
        "LDAP-OUTSIDE-BASE",
        Blame.REMOTE_SYSTEM,
        "'%s' was asked for entries below %s and sent one from elsewhere"
            .formatted(settings.name(), base),
        "it is '%s'".formatted(ValueFlaws.shown(dn)),
        "look for a proxy or an overlay that rewrites names, and ask the directory itself");
  }

  Problem twice(String base, String dn) {
    return problem(
        "LDAP-ENTRY-TWICE",
        Blame.REMOTE_SYSTEM,
        "'%s' sent one entry of %s twice".formatted(settings.name(), base),
        "it is '%s'; where one comes twice, another may have been left out"
            .formatted(ValueFlaws.shown(dn)),
        "run again: an entry may have moved meanwhile; if it stays, ask another replica");
  }

  Problem idle() {
    return problem(
        "LDAP-TIMEOUT",
        Blame.REMOTE_SYSTEM,
        "'%s' sent nothing of use for %d s".formatted(settings.name(), idleSeconds()),
        "the connection is open, and neither an entry nor an end of the search came",
        "try again later; if the server is always this slow, raise `timeout` and check its"
            + " indexes");
  }

  private long idleSeconds() {
    return 2 * settings.timeout().toSeconds();
  }

  private Problem tooLarge(String base, String why) {
    return problem(
        "LDAP-TOO-LARGE",
        Blame.REMOTE_SYSTEM,
        "'%s' sends more at once from %s than is taken".formatted(settings.name(), base),
        "one entry may have %,d octets: %s".formatted(ReadCeiling.OCTETS, why),
        "find the entry with the large value, and map another attribute or leave it out by the"
            + " filter");
  }

  /// What belongs together came from several servers, because the connection to one broke.
  ReadFailed halves(Set<String> servers) {
    String which = String.join(" and ", servers);
    return ReadFailed.midway(
        problem(
            "LDAP-CONNECTION-LOST",
            Blame.REMOTE_SYSTEM,
            "the groups of '%s' were not read from one server".formatted(settings.name()),
            "a connection broke, and %s may differ".formatted(which),
            "run again; the read starts anew"),
        new LDAPException(ResultCode.SERVER_DOWN, which));
  }

  Problem unsteady(String what) {
    return problem(
        "LDAP-VALUES-CHANGING",
        Blame.REMOTE_SYSTEM,
        "'%s' did not show all values of %s".formatted(settings.name(), what),
        "they come in several answers, and somebody changed them between these, three times",
        "run again");
  }

  Problem noAnchor(String dn, String attribute) {
    return problem(
        "LDAP-NO-ANCHOR",
        Blame.CONFIGURATION,
        "'%s' does not show %s of %s".formatted(settings.name(), attribute, dn),
        "accounts are known by this attribute for ever; %s cannot read it".formatted(who),
        "give %s the right to read it".formatted(who));
  }

  /// That nothing says which entries are groups.
  Problem noGroups() {
    return problem(
        "LDAP-NO-GROUPS",
        Blame.CONFIGURATION,
        "nothing says which entries of '%s' are groups".formatted(settings.name()),
        "the sync has groups, and the system has none configured",
        "say where they are, or take the groups out of the sync");
  }

  private Problem limit(String code, String limit, long seen, String why, ServerKind kind) {
    return problem(
        code,
        Blame.CONFIGURATION,
        "'%s' stopped the read after %,d entries at its %s limit"
            .formatted(settings.name(), seen, limit),
        why + "; reading in pages does not lift this limit",
        raise(limit, kind));
  }

  private String raise(String limit, ServerKind kind) {
    boolean time = limit.equals("time");
    return switch (kind) {
      case OPENLDAP ->
          """
          raise it for %s in the database of cn=config:
            dn: olcDatabase={1}mdb,cn=config
            changetype: modify
            add: olcLimits
            olcLimits: dn.exact="%s" size=unlimited time=unlimited\
          """
              .formatted(who, who);
      case DIRECTORY_389 ->
          """
          raise it for %s, in its own entry:
            dn: %s
            changetype: modify
            replace: %s
          (for everybody: %s in cn=config)\
          """
              .formatted(
                  who,
                  who,
                  time
                      ? "nsTimeLimit\n  nsTimeLimit: -1"
                      : "nsSizeLimit\n  nsSizeLimit: -1\n  -\n  replace: nsLookThroughLimit\n"
                          + "  nsLookThroughLimit: -1\n  -\n  replace: nsIDListScanLimit\n"
                          + "  nsIDListScanLimit: -1",
                  time ? "nsslapd-timelimit" : "nsslapd-sizelimit, nsslapd-lookthroughlimit");
      case ACTIVE_DIRECTORY -> "set `page_size: 1000` or lower, the server's MaxPageSize";
      case OTHER -> "raise the %s limit of the server for %s".formatted(limit, who);
    };
  }

  /// What is wrong when the directory does not tell about itself.
  Problem ofRootDse(LDAPException failure) {
    return of(failure, "the root DSE", 0, () -> ServerKind.OTHER);
  }

  private Problem noBase(String base, String why) {
    return problem(
        "LDAP-NO-BASE",
        Blame.CONFIGURATION,
        "there is no %s in '%s', or %s may not see it".formatted(base, settings.name(), who),
        why,
        "check the DN: "
            + SearchCommand.trusting(
                settings,
                "ldapsearch -H %s%s -b '%s' -s base dn"
                    .formatted(LdapUrl.forCommands(settings.urls().getFirst()), sign(), base)));
  }

  private Problem rights(String base, String why) {
    return problem(
        "LDAP-READ-RIGHTS",
        Blame.CONFIGURATION,
        "%s may not read %s in '%s'".formatted(who, base, settings.name()),
        why,
        "give %s the right to read and search there".formatted(who));
  }

  private Problem busy(String why) {
    return problem(
        "LDAP-BUSY",
        Blame.REMOTE_SYSTEM,
        "'%s' is too busy to be read".formatted(settings.name()),
        why,
        "try again later");
  }

  private Problem timeout(String base, String why) {
    return problem(
        "LDAP-TIMEOUT",
        Blame.REMOTE_SYSTEM,
        "'%s' did not answer for %d s while %s was read"
            .formatted(settings.name(), settings.timeout().toSeconds(), base),
        why,
        "try again later; if the server is always this slow, raise `timeout` and check its"
            + " indexes");
  }

  private Problem lostOrRefused(LDAPException failure, String base, long seen, String why) {
    return ConnectProblems.lost(failure.getResultCode())
        ? problem(
            "LDAP-CONNECTION-LOST",
            Blame.REMOTE_SYSTEM,
            "the connection to '%s' broke after %,d entries".formatted(settings.name(), seen),
            why,
            "run again; the read starts anew")
        : problem(
            "LDAP-READ-REFUSED",
            Blame.REMOTE_SYSTEM,
            "'%s' refused to have %s read".formatted(settings.name(), base),
            why,
            "see what the server's log says about it");
  }

  private String sign() {
    return switch (settings.sign()) {
      case Sign.Anonymous() -> " -x";
      case Sign.Simple simple -> " -D '%s' -W".formatted(simple.bindDn());
      case Sign.External _ -> " -Y EXTERNAL";
      case Sign.Kerberos _ -> " -Y GSSAPI";
    };
  }

  private static Problem problem(String code, Blame blame, String what, String why, String fix) {
    return new Problem(code, blame, what, why, fix);
  }
}
