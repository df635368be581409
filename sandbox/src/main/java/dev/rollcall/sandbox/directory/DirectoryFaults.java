// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the directory does wrong when told to.
public final class DirectoryFaults extends InMemoryOperationInterceptor {
  private final List<Planned> planned = new ArrayList<>();
  private int sizeLimit = Integer.MAX_VALUE;

  private record Planned(OperationType operation, ResultCode code, int after) {
    Planned sooner() {
      return new Planned(operation, code, after - 1);
    }
  }

  /// Answers the next operations of a kind with a result code; they are not done.
  ///
  /// @param operation `ADD`, `MODIFY`, `MODIFY_DN`, `DELETE` or `SEARCH`
  /// @param after how many of the kind pass before
  public synchronized DirectoryFaults refuse(
      OperationType operation, ResultCode code, int after, int times) {
    for (int time = 0; time < times; time++) {
      planned.add(new Planned(operation, code, after));
    }
    return this;
  }

  /// Ends every search after so many entries with `sizeLimitExceeded`.
  public synchronized DirectoryFaults limitSearches(int entries) {
    sizeLimit = entries;
    return this;
  }

  public synchronized void clear() {
    planned.clear();
    sizeLimit = Integer.MAX_VALUE;
  }

  @Override
  public void processAddRequest(InMemoryInterceptedAddRequest request) throws LDAPException {
    strike(OperationType.ADD);
  }

  @Override
  public void processModifyRequest(InMemoryInterceptedModifyRequest request) throws LDAPException {
    strike(OperationType.MODIFY);
  }

  @Override
  public void processModifyDNRequest(InMemoryInterceptedModifyDNRequest request)
      throws LDAPException {
    strike(OperationType.MODIFY_DN);
  }

  @Override
  public void processDeleteRequest(InMemoryInterceptedDeleteRequest request) throws LDAPException {
    strike(OperationType.DELETE);
  }

  @Override
  public void processSearchRequest(InMemoryInterceptedSearchRequest request) throws LDAPException {
    strike(OperationType.SEARCH);
    int limit = limit();
    if (limit < Integer.MAX_VALUE) {
      SearchRequest limited = request.getRequest().duplicate();
      limited.setSizeLimit(limit);
      request.setRequest(limited);
    }
  }

  private synchronized int limit() {
    return sizeLimit;
  }

  private synchronized void strike(OperationType operation) throws LDAPException {
    Optional<ResultCode> code = Optional.empty();
    for (int index = 0; index < planned.size(); index++) {
      Planned each = planned.get(index);
      if (each.operation() != operation) {
        continue;
      }
      if (each.after() > 0) {
        planned.set(index, each.sooner());
      } else if (code.isEmpty()) {
        code = Optional.of(each.code());
        planned.remove(index);
        index--;
      }
    }
    if (code.isPresent()) {
      throw new LDAPException(code.orElseThrow(), "refused by the test");
    }
  }
}
