// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// What an embedded directory is started with.
///
/// @param port where it listens on 127.0.0.1; 0 for any free port
/// @param baseDns the roots of the directory, created if they are not there
/// @param bindDn an account that may do everything
/// @param data an LDIF file to start from, if it exists
/// @param tls if given, there is an LDAPS port as well, and StartTLS on the other one
/// @param interceptors what looks at operations on their way in and out
public record DirectoryOptions(
    int port,
    List<String> baseDns,
    String bindDn,
    String bindPassword,
    Optional<Path> data,
    Optional<SSLContext> tls,
    List<InMemoryOperationInterceptor> interceptors) {

  /// The password of the account that may do everything when nobody names one.
  public static final String USUAL_PASSWORD = "sandbox-password";

  public DirectoryOptions {
    baseDns = List.copyOf(baseDns);
    interceptors = List.copyOf(interceptors);
  }

  /// A free port and one root, with `cn=admin` below it as the account that may do everything.
  public static DirectoryOptions usual(String baseDn) {
    return new DirectoryOptions(
        0,
        List.of(baseDn),
        "cn=admin," + baseDn,
        USUAL_PASSWORD,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public DirectoryOptions withPort(int changed) {
    return new DirectoryOptions(changed, baseDns, bindDn, bindPassword, data, tls, interceptors);
  }

  public DirectoryOptions withRoots(List<String> changed) {
    return new DirectoryOptions(port, changed, bindDn, bindPassword, data, tls, interceptors);
  }

  public DirectoryOptions withBind(String dn, String password) {
    return new DirectoryOptions(port, baseDns, dn, password, data, tls, interceptors);
  }

  public DirectoryOptions withData(Path changed) {
    return new DirectoryOptions(
        port, baseDns, bindDn, bindPassword, Optional.of(changed), tls, interceptors);
  }

  public DirectoryOptions withTls(SSLContext changed) {
    return new DirectoryOptions(
        port, baseDns, bindDn, bindPassword, data, Optional.of(changed), interceptors);
  }

  /// One more that looks at operations.
  public DirectoryOptions withInterceptor(InMemoryOperationInterceptor added) {
    List<InMemoryOperationInterceptor> more = new ArrayList<>(interceptors);
    more.add(added);
    return new DirectoryOptions(port, baseDns, bindDn, bindPassword, data, tls, more);
  }

  @Override
  public String toString() {
    return "DirectoryOptions[port=" + port + ", baseDns=" + baseDns + ", bindDn=" + bindDn + "]";
  }
}
