// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Member;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Groups that are so large that a server gives their members in parts.
class GroupsInRangesTest {
  private static final int MEMBERS = 3600;

  @Test
  void readsEverybodyWhateverTheServerGivesAtOnce() throws Exception {
    try (WindowsDirectory windows =
        new WindowsDirectory(from -> from == 0 ? 1500 : 700, 1000, _ -> {})) {
      group(windows);
      LdapSource source =
          new LdapSource(
              windows.settings().build(),
              new LdapRead(
                  List.of(WindowsDirectory.SUFFIX),
                  "(objectClass=user)",
                  Optional.empty(),
                  Duration.ZERO),
              Optional.of(new LdapGroups(List.of(WindowsDirectory.SUFFIX), "(objectClass=group)")));
      Set<String> members = new HashSet<>();

      CompleteRead read =
          source.readGroups(
              new SourceRequest(List.of("cn"), Optional.empty()), (_, of) -> members.addAll(of));

      assertEquals(MEMBERS, members.size());
      assertEquals(1, read.entries());
      assertEquals(1 + 3, read.requests());
    }
  }

  @Test
  void letsOneOutAndReadsTheOthers() throws Exception {
    try (WindowsDirectory windows = new WindowsDirectory(_ -> 1500, 1000, _ -> {});
        LdapTarget target = target(windows)) {
      group(windows);
      Account group = read(target).getFirst();
      Member out =
          new Member(Sort.USER, new AccountKey(member(3000)), Optional.empty(), Optional.empty());
      Subject subject =
          new Subject(
              Sort.GROUP, group.key(), Optional.of(group.anchor()), Optional.empty(), "all");

      Outcome outcome =
          target
              .apply(
                  List.of(
                      new Change.Members(
                          subject, List.of(), List.of(out), MEMBERS, GroupDesk.reason())))
              .getFirst();

      List<String> left = new ArrayList<>();
      target.readGroups(
          new AccountRequest(List.of("cn"), Optional.empty()), (_, of) -> left.addAll(of));
      assertEquals(new Outcome.Applied(Optional.of(group.anchor())), outcome);
      assertEquals(MEMBERS - 1, left.size());
    }
  }

  private static List<Account> read(LdapTarget target) throws Exception {
    List<Account> groups = new ArrayList<>();
    target.readGroups(
        new AccountRequest(List.of("cn"), Optional.empty()), (group, _) -> groups.add(group));
    return groups;
  }

  private static LdapTarget target(WindowsDirectory windows) {
    return new LdapTarget(
        windows.settings().build(),
        new LdapAccounts(
            WindowsDirectory.SUFFIX,
            "cn",
            Optional.of("(objectClass=user)"),
            Optional.empty(),
            Optional.empty()),
        Optional.of(
            new LdapGroupAccounts(
                WindowsDirectory.SUFFIX,
                "cn",
                GroupKind.GROUP,
                Optional.empty(),
                Optional.empty())));
  }

  private static void group(WindowsDirectory windows) throws Exception {
    String[] lines = new String[MEMBERS + 3];
    lines[0] = "dn: CN=all," + WindowsDirectory.SUFFIX;
    lines[1] = "objectClass: group";
    lines[2] = "cn: all";
    for (int i = 0; i < MEMBERS; i++) {
      lines[i + 3] = "member: " + member(i);
    }
    windows.server().add(lines);
  }

  private static String member(int i) {
    return "CN=u%d,OU=users,%s".formatted(i, WindowsDirectory.SUFFIX);
  }
}
