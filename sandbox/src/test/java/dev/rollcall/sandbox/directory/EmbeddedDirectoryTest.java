// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedDirectoryTest {
  private static final String BASE = "dc=studio,dc=example";
  private static final String PEOPLE = "ou=people," + BASE;
  private static final String ANNA = "uid=anna," + PEOPLE;

  @TempDir Path folder;
  private EmbeddedDirectory directory;
  private LDAPConnection connection;

  @BeforeEach
  void start() throws IOException, LDAPException {
    directory = EmbeddedDirectory.start(DirectoryOptions.usual(BASE));
    directory.addUnit(PEOPLE);
    person("anna");
    connection = connect(directory);
    connection.bind("cn=admin," + BASE, DirectoryOptions.USUAL_PASSWORD);
  }

  @AfterEach
  void stop() {
    connection.close();
    directory.close();
  }

  private static LDAPConnection connect(EmbeddedDirectory directory) throws LDAPException {
    return new LDAPConnection(directory.uri().getHost(), directory.uri().getPort());
  }

  private void person(String uid) throws LDAPException {
    directory.add(
        "dn: uid=" + uid + "," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: " + uid,
        "cn: " + uid,
        "sn: " + uid,
        "userPassword: secret");
  }

  @ParameterizedTest
  @CsvSource({"pwdAccountLockedTime, 000001010000Z", "nsAccountLock, TRUE"})
  void keepsALockedAccountFromBindingUntilItIsUnlocked(String attribute, String value)
      throws LDAPException {
    connection.modify(ANNA, new Modification(ModificationType.REPLACE, attribute, value));
    ResultCode locked = bind();
    connection.modify(ANNA, new Modification(ModificationType.DELETE, attribute));
    ResultCode unlocked = bind();

    assertEquals(ResultCode.INVALID_CREDENTIALS, locked);
    assertEquals(ResultCode.SUCCESS, unlocked);
  }

  private ResultCode bind() throws LDAPException {
    try (LDAPConnection other = connect(directory)) {
      return other.bind(ANNA, "secret").getResultCode();
    } catch (LDAPException e) {
      return e.getResultCode();
    }
  }

  @Test
  void enforcesTheSchema() {
    LDAPException missing =
        assertThrows(
            LDAPException.class,
            () ->
                directory.add(
                    "dn: uid=x," + PEOPLE, "objectClass: inetOrgPerson", "uid: x", "cn: x"));
    LDAPException unknown =
        assertThrows(
            LDAPException.class,
            () ->
                connection.modify(
                    ANNA, new Modification(ModificationType.REPLACE, "shoeSize", "42")));

    assertEquals(ResultCode.OBJECT_CLASS_VIOLATION, missing.getResultCode());
    assertEquals(ResultCode.OBJECT_CLASS_VIOLATION, unknown.getResultCode());
  }

  @Test
  void isTheSameDirectoryAfterARestart() throws IOException, LDAPException {
    connection.modify(
        ANNA, new Modification(ModificationType.REPLACE, "pwdAccountLockedTime", "000001010000Z"));
    Entry before = entry(directory);
    Path file = folder.resolve("data/directory.ldif");

    directory.save(file);

    try (EmbeddedDirectory second =
        EmbeddedDirectory.start(DirectoryOptions.usual(BASE).withData(file))) {
      assertEquals(
          before.getAttributeValue("entryUUID"), entry(second).getAttributeValue("entryUUID"));
      assertEquals("000001010000Z", entry(second).getAttributeValue("pwdAccountLockedTime"));
    }
  }

  private static Entry entry(EmbeddedDirectory directory) throws LDAPException {
    return Optional.ofNullable(directory.server().getEntry(ANNA, "*", "+")).orElseThrow();
  }

  @Test
  void readsPageByPage() throws LDAPException {
    for (int number = 0; number < 25; number++) {
      person("p" + number);
    }
    List<Integer> pages = new ArrayList<>();
    SearchRequest request = new SearchRequest(PEOPLE, SearchScope.ONE, "(uid=*)", "uid");
    Optional<ASN1OctetString> cookie = Optional.empty();

    do {
      request.setControls(new SimplePagedResultsControl(10, cookie.orElse(null)));
      SearchResult result = connection.search(request);
      pages.add(result.getEntryCount());
      cookie =
          Optional.ofNullable(SimplePagedResultsControl.get(result))
              .map(SimplePagedResultsControl::getCookie)
              .filter(text -> text.getValueLength() > 0);
    } while (cookie.isPresent());

    assertEquals(List.of(10, 10, 6), pages);
  }

  @Test
  void refusesOperationsWhenToldTo() throws LDAPException {
    directory.faults().refuse(OperationType.MODIFY, ResultCode.BUSY, 1, 1);
    Modification modification = new Modification(ModificationType.REPLACE, "sn", "Ek");

    connection.modify(ANNA, modification);
    LDAPException refused =
        assertThrows(LDAPException.class, () -> connection.modify(ANNA, modification));
    connection.modify(ANNA, modification);

    assertEquals(ResultCode.BUSY, refused.getResultCode());
  }

  @Test
  void stopsSearchesAtALimitWhenToldTo() throws LDAPException {
    person("ben");
    person("cid");
    directory.faults().limitSearches(2);

    LDAPSearchException stopped =
        assertThrows(
            LDAPSearchException.class, () -> connection.search(PEOPLE, SearchScope.ONE, "(uid=*)"));

    assertEquals(ResultCode.SIZE_LIMIT_EXCEEDED, stopped.getResultCode());
    assertEquals(2, stopped.getEntryCount());
  }
}
