// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// An LDAP directory in this process, for tests and demonstrations.
///
/// An account with `pwdAccountLockedTime` or with `nsAccountLock: TRUE` cannot bind. A paged search
/// looks at all entries again for every page: fine for thousands of entries.
public final class EmbeddedDirectory implements AutoCloseable {
  private static final String PLAIN = "ldap";
  private static final String TLS = "ldaps";

  private final InMemoryDirectoryServer server;
  private final DirectoryFaults faults = new DirectoryFaults();
  private final boolean tls;

  private EmbeddedDirectory(DirectoryOptions options) throws LDAPException, IOException {
    tls = options.tls().isPresent();
    server = new InMemoryDirectoryServer(config(options));
    if (options.data().filter(Files::exists).isPresent()) {
      load(options.data().orElseThrow());
    }
    for (String baseDn : options.baseDns()) {
      if (server.getEntry(baseDn) == null) {
        server.add(Roots.entry(baseDn));
      }
    }
    server.startListening();
  }

  /// Starts a directory that answers from now on.
  public static EmbeddedDirectory start(DirectoryOptions options) throws IOException {
    try {
      return new EmbeddedDirectory(options);
    } catch (LDAPException e) {
      throw new IOException("the embedded directory cannot start: " + e.getMessage(), e);
    }
  }

  private InMemoryDirectoryServerConfig config(DirectoryOptions options)
      throws LDAPException, IOException {
    InMemoryDirectoryServerConfig config =
        new InMemoryDirectoryServerConfig(options.baseDns().toArray(String[]::new));
    config.addAdditionalBindCredentials(options.bindDn(), options.bindPassword());
    config.setSchema(LockSchema.standardWithLocks());
    config.setEqualityIndexAttributes("uid", "mail", "entryUUID", "employeeNumber", "member");
    config.setMaxConnections(0);
    config.addInMemoryOperationInterceptor(new LockedAccounts(() -> server));
    config.addInMemoryOperationInterceptor(faults);
    options.interceptors().forEach(config::addInMemoryOperationInterceptor);
    config.setListenerConfigs(listeners(options));
    return config;
  }

  private static List<InMemoryListenerConfig> listeners(DirectoryOptions options)
      throws LDAPException, IOException {
    InetAddress here = InetAddress.getByName("127.0.0.1");
    Optional<SSLContext> tls = options.tls();
    List<InMemoryListenerConfig> listeners = new ArrayList<>();
    listeners.add(
        InMemoryListenerConfig.createLDAPConfig(
            PLAIN, here, options.port(), tls.map(SSLContext::getSocketFactory).orElse(null)));
    if (tls.isPresent()) {
      listeners.add(
          InMemoryListenerConfig.createLDAPSConfig(
              TLS, here, 0, tls.orElseThrow().getServerSocketFactory(), null));
    }
    return listeners;
  }

  /// Where the directory is, without TLS.
  public URI uri() {
    return URI.create("ldap://127.0.0.1:" + server.getListenPort(PLAIN));
  }

  /// Where the directory is with TLS, if it has been given something to do it with.
  public Optional<URI> tlsUri() {
    return tls
        ? Optional.of(URI.create("ldaps://127.0.0.1:" + server.getListenPort(TLS)))
        : Optional.empty();
  }

  /// What the directory does wrong.
  public DirectoryFaults faults() {
    return faults;
  }

  /// The server itself, for what a test wants to do behind everybody's back.
  public InMemoryDirectoryServer server() {
    return server;
  }

  /// Adds an entry written as LDIF lines.
  public void add(String... ldif) throws LDAPException {
    try {
      server.add(ldif);
    } catch (LDIFException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// Adds an organizational unit unless it is there.
  public void addUnit(String dn) throws LDAPException {
    if (server.getEntry(dn) == null) {
      server.add(Roots.entry(dn));
    }
  }

  /// Writes all entries to an LDIF file that is complete or not there, `entryUUID` included.
  public void save(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, target.getFileName() + ".", ".part");
    try {
      server.exportToLDIF(part.toString(), false, true);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (LDAPException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /// Replaces all entries by those of an LDIF file.
  public void load(Path file) throws IOException {
    try {
      server.importFromLDIF(true, file.toString());
    } catch (LDAPException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }
}
