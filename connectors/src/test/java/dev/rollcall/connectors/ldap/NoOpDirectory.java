// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyDNRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedModifyRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ReadOnlyLDAPRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.rollcall.testkit.server.Credentials;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An in-memory directory with the no-op control, as none of our real servers has it: a request
/// with it is answered with noOperation, or with a missing right, and nothing is written.
final class NoOpDirectory implements AutoCloseable {
  static final String SUFFIX = "dc=example,dc=com";
  static final String USERS = "ou=users," + SUFFIX;
  private static final Credentials ADMIN = new Credentials("cn=admin", "long enough");

  private final InMemoryDirectoryServer server;
  private final Manners manners = new Manners();

  NoOpDirectory() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.addAdditionalBindCredentials(ADMIN.dn(), ADMIN.password());
    config.addInMemoryOperationInterceptor(manners);
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
    server.add("dn: " + USERS, "objectClass: organizationalUnit", "ou: users");
    server.add(
        "dn: uid=mara," + USERS,
        "objectClass: inetOrgPerson",
        "uid: mara",
        "cn: Mara Lind",
        "sn: Lind",
        "mail: mara@example.com");
  }

  /// A request to write, as it came.
  record Write(String what, List<Control> controls) {
    boolean isNoOperation() {
      return controls.stream()
          .anyMatch(it -> it.getOID().equals(WriteTrial.NO_OPERATION) && it.isCritical());
    }
  }

  List<Write> writes() {
    return manners.writes;
  }

  /// From now on this is refused: `add`, `delete`, `rename`, or the name of an attribute.
  void forbid(String what) {
    manners.forbidden.add(what);
  }

  /// From now on the control is listed, and answered with success.
  void lie() {
    manners.lying = true;
  }

  Settings settings() {
    return Settings.of("ldap://localhost:" + server.getListenPort()).as(ADMIN);
  }

  /// Everything that it holds.
  String content() throws LDAPException {
    StringBuilder all = new StringBuilder();
    Optional.ofNullable(
            server.search(SUFFIX, SearchScope.SUB, "(objectClass=*)", "*", "+").getSearchEntries())
        .orElseThrow()
        .forEach(entry -> all.append(entry.toLDIFString()).append('\n'));
    return all.toString();
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private static final class Manners extends InMemoryOperationInterceptor {
    private final List<Write> writes = new CopyOnWriteArrayList<>();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private volatile boolean lying;

    @Override
    public void processAddRequest(InMemoryInterceptedAddRequest intercepted) throws LDAPException {
      answer("add", intercepted.getRequest());
    }

    @Override
    public void processDeleteRequest(InMemoryInterceptedDeleteRequest intercepted)
        throws LDAPException {
      answer("delete", intercepted.getRequest());
    }

    @Override
    public void processModifyDNRequest(InMemoryInterceptedModifyDNRequest intercepted)
        throws LDAPException {
      answer("rename", intercepted.getRequest());
    }

    @Override
    public void processModifyRequest(InMemoryInterceptedModifyRequest intercepted)
        throws LDAPException {
      answer(
          intercepted.getRequest().getModifications().getFirst().getAttributeName(),
          intercepted.getRequest());
    }

    private void answer(String what, ReadOnlyLDAPRequest request) throws LDAPException {
      Write write = new Write(what, request.getControlList());
      writes.add(write);
      if (!write.isNoOperation()) {
        return;
      }
      if (forbidden.contains(what)) {
        throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "no " + what);
      }
      throw new LDAPException(lying ? ResultCode.SUCCESS : ResultCode.NO_OPERATION, "as if done");
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry intercepted) {
      Optional.ofNullable(intercepted.getSearchEntry())
          .filter(entry -> entry.getDN().isEmpty())
          .ifPresent(root -> {
            Entry more = root.duplicate();
            more.addAttribute("supportedControl", WriteTrial.NO_OPERATION);
            intercepted.setSearchEntry(new SearchResultEntry(more, root.getControls()));
          });
    }
  }
}
