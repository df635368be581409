// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedDeleteRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.app.cli.Ran;
import dev.rollcall.app.cli.Shell;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody writes into an account when the request that deletes it is already on its way.
class ChangedMeanwhileTest {
  private static final String SUFFIX = "dc=example,dc=com";

  @TempDir private Path desk;
  private final Meddler meddler = new Meddler();
  private InMemoryDirectoryServer directory;
  private Shell shell;

  private static final class Meddler extends InMemoryOperationInterceptor {
    private volatile Optional<InMemoryDirectoryServer> into = Optional.empty();

    @Override
    public void processDeleteRequest(InMemoryInterceptedDeleteRequest intercepted)
        throws LDAPException {
      if (into.isPresent()) {
        into.get()
            .modify(
                intercepted.getRequest().getDN(),
                new Modification(ModificationType.REPLACE, "description", "the last word"));
      }
    }
  }

  @BeforeEach
  void begin() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.addAdditionalBindCredentials("cn=admin", "long enough");
    config.addInMemoryOperationInterceptor(meddler);
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    directory = new InMemoryDirectoryServer(config);
    directory.startListening();
    directory.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
    shell = new Shell(desk).with("P", "long enough");
    shell.file(
        "rollcall.yaml",
        """
        systems:
          hr: { type: file, path: people.csv }
          directory:
            type: ldap
            url: ldap://localhost:%d
            bind_dn: cn=admin
            bind_password: ${env:P}
        syncs:
          hr-to-directory:
            from: hr
            to: directory
            users:
              anchor: id
              match: [uid]
              at: dc=example,dc=com
              rdn: uid
              disable_by: { attribute: employeeType, value: left }
              attributes:
                objectClass: [inetOrgPerson]
                uid: login
                cn: login
                sn: login
              leavers: { delete: after 0 days }
            limits: { leavers: 100%% }
        """
            .formatted(directory.getListenPort()));
    shell.file("people.csv", "id,login\n1,mara\n2,nils\n");
    shell.run("run").expect(0);
    shell.file("people.csv", "id,login\n1,mara\n");
    shell.run("run").expect(0);
  }

  @AfterEach
  void end() {
    directory.shutDown(true);
  }

  @Test
  void theImageTheJournalAndTheRunTellWhatWasReallyDeleted() throws Exception {
    meddler.into = Optional.of(directory);

    Ran run = shell.run("run").expect(0);
    Ran journal = shell.run("show", "3").expect(0);

    assertTrue(run.err().startsWith("warning LDAP-CHANGED-MEANWHILE: uid=nils,"), run.err());
    assertTrue(run.out().contains("1 change applied"), run.out());
    assertTrue(journal.out().contains("LDAP-CHANGED-MEANWHILE"), journal.out());
    assertTrue(journal.out().contains("applied"), journal.out());
    String image = Files.readString(desk.resolve(".rollcall/backup/hr-to-directory-3.ldif"));
    assertEquals(2, image.split("dn: uid=nils,", -1).length - 1, image);
    assertTrue(
        image.substring(image.indexOf("# as it was when it was changed")).contains("the last word"),
        image);
    shell.run("plan").expect(0);
  }

  @Test
  void nothingIsSaidWhereNobodyMeddles() {
    Ran run = shell.run("run").expect(0);

    assertFalse(run.err().contains("LDAP-CHANGED-MEANWHILE"), run.err());
  }
}
