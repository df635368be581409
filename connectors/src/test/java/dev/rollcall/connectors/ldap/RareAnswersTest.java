// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedAddRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that a server gives on its bad days.
class RareAnswersTest {
  private static final String SUFFIX = "dc=example,dc=com";
  private static final Credentials ADMIN = new Credentials("cn=admin", "long enough");

  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private final Moods moods = new Moods();
  private InMemoryDirectoryServer server;
  private Desk desk;

  @BeforeEach
  void begin() throws Exception {
    InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(SUFFIX);
    config.addAdditionalBindCredentials(ADMIN.dn(), ADMIN.password());
    config.addInMemoryOperationInterceptor(moods);
    config.setListenerConfigs(
        new InMemoryListenerConfig(
            "loopback", InetAddress.getLoopbackAddress(), 0, null, null, null));
    server = new InMemoryDirectoryServer(config);
    server.startListening();
    server.add("dn: " + SUFFIX, "objectClass: domain", "dc: example");
    desk = desk(SUFFIX, ADMIN);
  }

  @AfterEach
  void end() {
    desk.close();
    server.shutDown(true);
  }

  @ParameterizedTest
  @CsvSource({
    "3,  LDAP-TIME-LIMIT,   raise the time limit",
    "51, LDAP-BUSY,         try again later",
    "52, LDAP-BUSY,         try again later",
    "80, LDAP-READ-REFUSED, ''"
  })
  void aReadSaysWhatTheServerSaid(int code, String expected, String fix) throws Exception {
    desk.target().model();
    moods.onSearch.set(Optional.of(ResultCode.valueOf(code)));

    Problem problem = assertThrows(ReadFailed.class, desk::all).problem();

    assertEquals(expected, problem.code(), problem.text());
    assertTrue(problem.why().contains("a bad day"), problem.text());
    assertTrue(problem.fix().contains(fix), problem.text());
  }

  @ParameterizedTest
  @CsvSource({"51", "52"})
  void aServerThatIsBusyIsAskedAgainOnceAndThenLeftInPeace(int code) throws Exception {
    Change create = desk.create("mara");
    moods.onAdd.set(Optional.of(ResultCode.valueOf(code)));

    Outcome outcome = desk.apply(create);

    Problem problem = assertInstanceOf(Outcome.Unavailable.class, outcome).problem();
    assertEquals("LDAP-BUSY", problem.code(), problem.text());
    assertEquals(2, moods.adds.get());
  }

  @ParameterizedTest
  @CsvSource({
    "10, LDAP-REFERRAL,  url",
    "13, LDAP-NEEDS-TLS, start_tls",
    "8,  LDAP-NEEDS-TLS, start_tls",
    "21, LDAP-SYNTAX,    correct the value",
    "53, LDAP-UNWILLING, log",
    "36, LDAP-REFUSED,   log"
  })
  void aRefusalOfAnyKindIsNamed(int code, String expected, String fix) throws Exception {
    Change create = desk.create("mara");
    moods.onAdd.set(Optional.of(ResultCode.valueOf(code)));

    Problem problem = assertInstanceOf(Outcome.Refused.class, desk.apply(create)).problem();

    assertEquals(expected, problem.code(), problem.text());
    assertTrue(problem.why().contains("a bad day"), problem.text());
    assertTrue(problem.fix().contains(fix), problem.text());
  }

  @Test
  void whoSignsInHasToHaveAName() throws Exception {
    try (Desk nobody = desk(SUFFIX, new Credentials(" ", "long enough"))) {
      Problem problem = assertThrows(ReadFailed.class, nobody::all).problem();

      assertEquals("LDAP-NO-BIND-DN", problem.code());
    }
  }

  @Test
  void withoutAnyAccountACheckCannotSeeTheRights() throws Exception {
    String users = "ou=users," + slapd.get().freshArea();
    Settings settings = Settings.of(slapd.get().uri()).as(slapd.get().admin());
    try (Desk empty = Desk.at(users, settings, Optional.empty(), slapd.get().connect())) {
      List<Finding> findings = empty.target().check(empty.request(), Kind.OF_USERS);

      assertTrue(
          findings.stream()
              .anyMatch(finding ->
                  finding instanceof Finding.Warning(Problem problem)
                      && problem.code().equals("LDAP-RIGHTS-UNSEEN")),
          findings::toString);
    }
  }

  private Desk desk(String base, Credentials who) throws Exception {
    return Desk.at(
        base,
        Settings.of("ldap://localhost:" + server.getListenPort()).as(who),
        Optional.empty(),
        server.getConnection());
  }

  private static final class Moods extends InMemoryOperationInterceptor {
    private final AtomicReference<Optional<ResultCode>> onSearch =
        new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<ResultCode>> onAdd =
        new AtomicReference<>(Optional.empty());
    private final AtomicInteger adds = new AtomicInteger();

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest ignored)
        throws LDAPException {
      answer(onSearch.get());
    }

    @Override
    public void processAddRequest(InMemoryInterceptedAddRequest ignored) throws LDAPException {
      if (onAdd.get().isPresent()) {
        adds.incrementAndGet();
      }
      answer(onAdd.get());
    }

    private static void answer(Optional<ResultCode> code) throws LDAPException {
      if (code.isPresent()) {
        throw new LDAPException(code.get(), "a bad day");
      }
    }
  }
}
