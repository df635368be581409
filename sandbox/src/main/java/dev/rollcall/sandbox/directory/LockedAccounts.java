// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps locked accounts from binding.
final class LockedAccounts extends InMemoryOperationInterceptor {
  private final Supplier<InMemoryDirectoryServer> server;

  LockedAccounts(Supplier<InMemoryDirectoryServer> server) {
    this.server = server;
  }

  @Override
  public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request)
      throws LDAPException {
    Optional<Entry> entry =
        Optional.ofNullable(server.get().getEntry(request.getRequest().getBindDN(), "*", "+"));
    if (entry.filter(LockedAccounts::isLocked).isPresent()) {
      throw new LDAPException(ResultCode.INVALID_CREDENTIALS, "the account is locked");
    }
  }

  private static boolean isLocked(Entry entry) {
    return entry.hasAttribute("pwdAccountLockedTime")
        || entry.hasAttributeValue("nsAccountLock", "true");
  }
}
