// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.time.Duration;
import java.util.List;

/// The directory behind the server's own synchronisation, the job `SYNC_USERS_LDAP`.
///
/// @param hits who a search of the directory finds
/// @param activatesExisting whether people are activated again who are found again
/// @param takes how long the job runs; it is done at once when it takes no time
public record LdapSync(List<Hit> hits, boolean activatesExisting, Duration takes) {
  public LdapSync {
    hits = List.copyOf(hits);
  }

  /// Somebody in the directory. What is not known of them is empty text.
  public record Hit(String username, String firstName, String lastName, String email) {
    // Help article "LDAP", 13129959501719: people without one of them are left out.
    boolean isComplete() {
      return !username.isEmpty() && !firstName.isEmpty() && !lastName.isEmpty() && !email.isEmpty();
    }
  }

  /// A server that is connected to no directory.
  public static LdapSync none() {
    return new LdapSync(List.of(), false, Duration.ZERO);
  }

  public LdapSync withHits(List<Hit> changed) {
    return new LdapSync(changed, activatesExisting, takes);
  }

  public LdapSync withActivatesExisting(boolean changed) {
    return new LdapSync(hits, changed, takes);
  }

  public LdapSync withTakes(Duration changed) {
    return new LdapSync(hits, activatesExisting, changed);
  }
}
