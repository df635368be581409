// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.connectors.ldap.LdapRead;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.ldap.LdapSource;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads every account as a sync does and looks at each value, nothing more.
///
/// Arguments: port, bind DN, password, base, page size, attributes.
final class SourceRead {
  private long letters;

  private SourceRead() {}

  public static void main(String[] args) throws ReadFailed {
    LdapSettings settings =
        new LdapSettings(
            "directory",
            List.of("ldap://localhost:" + args[0]),
            new LdapSettings.Sign.Simple(args[1], Secret.of(args[2])),
            LdapSettings.StartTls.OFF,
            Optional.empty(),
            true,
            Integer.parseInt(args[4]),
            Duration.ofSeconds(60));
    LdapRead people =
        new LdapRead(
            List.of(args[3]), "(objectClass=inetOrgPerson)", Optional.empty(), Duration.ZERO);
    List<String> names = List.of(args).subList(5, args.length);
    SourceRead reading = new SourceRead();
    try (LdapSource source = new LdapSource(settings, people)) {
      CompleteRead read = source.read(new SourceRequest(names, Optional.empty()), reading::look);
      System.out.printf("%d entries, %d letters%n", read.entries(), reading.letters);
    }
  }

  private void look(Identity identity) {
    for (List<String> values : identity.values()) {
      for (String value : values) {
        letters += value.length();
      }
    }
  }
}
