// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks.bare;

import com.unboundid.ldap.sdk.LDAPException;
import java.util.Arrays;
import java.util.concurrent.FutureTask;

/// Does what [SqlRead] and [LdapRead] do, both at the same time.
///
/// Arguments: those of the one, five of them, then those of the other.
public final class BothRead {
  private static final int SQL = 5;

  private BothRead() {}

  public static void main(String[] args) throws Exception {
    FutureTask<Void> ldap = new FutureTask<>(() -> directory(args), null);
    Thread.ofPlatform().start(ldap);
    SqlRead.main(Arrays.copyOf(args, SQL));
    ldap.get();
  }

  private static void directory(String... args) {
    try {
      LdapRead.main(Arrays.copyOfRange(args, SQL, args.length));
    } catch (LDAPException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
