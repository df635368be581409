// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.HostileDirectory;
import dev.rollcall.testkit.server.HostileDirectory.Trick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads from a directory that means no good.
final class HostileReads {
  static final String PEOPLE = "ou=users," + HostileDirectory.SUFFIX;
  private static final Duration SHORT = Duration.ofMillis(400);

  private HostileReads() {}

  /// Fails for a source and for a target alike.
  static Problem assertFails(String code, Trick trick) {
    Problem problem = readFailure(trick);
    assertEquals(code, problem.code(), problem.text());
    Problem ofTarget = accountsFailure(trick);
    assertEquals(code, ofTarget.code(), ofTarget.text());
    return problem;
  }

  private static Problem readFailure(Trick trick) {
    return assertThrows(ReadFailed.class, () -> read(trick, new ArrayList<>())).problem();
  }

  static CompleteRead read(Trick trick, List<Identity> people) throws ReadFailed {
    try (HostileDirectory directory = HostileDirectory.playing(trick);
        LdapSource source =
            new LdapSource(
                Settings.of(directory.uri()).timeout(SHORT).build(),
                new LdapRead(List.of(PEOPLE), "(uid=*)", Optional.empty(), Duration.ZERO))) {
      return source.read(
          new SourceRequest(List.of("uid", "cn"), Optional.empty()),
          person -> {
            if (people.size() < 10) {
              people.add(person);
            }
          });
    }
  }

  private static Problem accountsFailure(Trick trick) {
    LdapAccounts accounts =
        new LdapAccounts(PEOPLE, "uid", Optional.empty(), Optional.empty(), Optional.empty());
    try (HostileDirectory directory = HostileDirectory.playing(trick);
        LdapTarget target =
            new LdapTarget(Settings.of(directory.uri()).timeout(SHORT).build(), accounts)) {
      return assertThrows(
              ReadFailed.class,
              () ->
                  target.read(new AccountRequest(List.of("uid", "cn"), Optional.empty()), _ -> {}))
          .problem();
    }
  }
}
