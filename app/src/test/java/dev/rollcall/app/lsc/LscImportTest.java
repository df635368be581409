// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.core.problem.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LscImportTest {
  private static final Path SAMPLES =
      Path.of("src/test/resources/lsc").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void carriesOverADatabaseThatFillsADirectory() {
    LscImport carried = LscImport.of(SAMPLES.resolve("lsc.xml"));

    assertEquals(
        """
        # Carried over from lsc.xml of LSC. Look through it before it is used.

        systems:
          directory:
            type: ldap
            url: 'ldaps://ldap.example.com:636'
            bind_dn: cn=lsc,ou=services,dc=example,dc=com
            bind_password: '${env:DIRECTORY_PASSWORD}'
            page_size: 500
          hr-db:
            type: sql
            url: 'jdbc:postgresql://db.example.com/hr'
            username: '${env:HR_USER}'
            password: '${env:HR_SECRET}'

        syncs:
          people:
            from: hr-db
            to: directory
            users:
              read: |-
                SELECT id, login, first, last, mail, title, status
                FROM people
              anchor: id
              match: [employeeNumber]
              at: ou=people,dc=example,dc=com
              rdn: uid
              accounts_filter: '(objectClass=inetOrgPerson)'
              attributes:
                objectClass: { value: [inetOrgPerson, person, top], rule: on create }
                uid: login
                cn: "first + ' ' + last.upper()"
                sn: last
                mail: { value: mail, rule: merge }
                title: { value: title, rule: if empty, default: [Artist] }
                employeeNumber: id
              leavers: { disable: never, delete: never }
              changes:
                create: "status == 'active'"
        """,
        carried.yaml());
  }

  @Test
  void saysWithItsLineWhatAPersonHasToDecide() {
    List<String> decisions =
        LscImport.of(SAMPLES.resolve("lsc.xml")).decisions().stream()
            .map(it -> it.file() + ":" + it.line() + ": " + it.what())
            .toList();

    assertEquals(
        List.of(
            "lsc.xml:29: the list of people has a condition that 'read' has not: site = 'Berlin'",
            "lsc.xml:29: people are told apart by 'id', as in LSC",
            "lsc.xml:58: LSC cuts every value at ';', Rollcall none",
            "lsc.xml:103: the script of 'description' is not carried over: 'ldap' has no"
                + " counterpart"),
        decisions);
  }

  @Test
  void namesTheVariablesAndWritesNoPasswordDown() {
    LscImport carried = LscImport.of(SAMPLES.resolve("lsc.xml"));

    assertEquals(
        List.of("DIRECTORY_PASSWORD", "HR_USER", "HR_SECRET"),
        carried.variables().stream().map(Variable::name).toList());
    assertFalse(carried.toString().contains("never-written-down"));
  }

  @Test
  void whatWasCarriedOverWholeCanBeLoaded() throws IOException {
    LscImport carried = LscImport.of(SAMPLES.resolve("ldap2ldap.xml"));

    Configuration configuration = loaded(carried);

    assertEquals(List.of(), carried.decisions());
    assertEquals(List.of("ad", "phone-book"), List.copyOf(configuration.systems().keySet()));
    assertEquals("book", configuration.syncs().getFirst().sync().name());
    assertTrue(carried.yaml().contains("uid: sAMAccountName.lower()"), carried.yaml());
    assertTrue(carried.yaml().contains("accounts_filter: '(objectClass=inetOrgPerson)'"));
  }

  @Test
  void aliasesAreFollowedWhereLscFollowsThem() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("ldap2ldap.xml"));
    for (String word : List.of("ALWAYS", "SEARCH", "FIND", "NEVER")) {
      LscImport carried =
          LscImport.of(
              Files.writeString(
                  folder.resolve("lsc.xml"),
                  sample.replace(
                      "<referral>", "<derefAliases>%s</derefAliases><referral>".formatted(word))));

      boolean followed = List.of("ALWAYS", "SEARCH").contains(word);
      assertEquals(followed, carried.yaml().contains("      aliases: follow\n"), carried.yaml());
      assertEquals(
          word.equals("FIND") ? List.of("derefAliases of 'ad' is FIND") : List.of(),
          carried.decisions().stream().map(Decision::what).toList());
      assertEquals(1, loaded(carried).syncs().size());
    }
  }

  @Test
  void accountsAreNotChangedByAlias() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("ldap2ldap.xml"));

    LscImport carried =
        LscImport.of(
            Files.writeString(
                folder.resolve("lsc.xml"),
                sample.replace(
                    "dc=book</url>", "dc=book</url><derefAliases>ALWAYS</derefAliases>")));

    assertFalse(carried.yaml().contains("aliases"), carried.yaml());
    assertEquals(
        List.of("LSC follows aliases in the destination"),
        carried.decisions().stream().map(Decision::what).toList());
  }

  @Test
  void theDatabaseCanBeLoadedToo() throws IOException {
    Configuration configuration = loaded(LscImport.of(SAMPLES.resolve("lsc.xml")));

    assertEquals(1, configuration.syncs().size());
  }

  @Test
  void opensNoFileThatTheXmlNames() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    Path xml =
        Files.writeString(
            folder.resolve("lsc.xml"),
            "<!DOCTYPE lsc [<!ENTITY x SYSTEM \"%s\">]><lsc>&x;</lsc>".formatted(secret.toUri()));

    Halt refused = assertThrows(Halt.class, () -> LscImport.of(xml));

    assertEquals("LSC-XML", refused.problems().getFirst().code());
    assertFalse(Objects.toString(refused.getMessage()).contains("s3cret"));
  }

  @Test
  @Timeout(20)
  void isNotBroughtDownByNesting() throws IOException {
    String deep = "<lsc>".repeat(100_000);
    Path xml = Files.writeString(folder.resolve("lsc.xml"), deep);

    Halt refused = assertThrows(Halt.class, () -> LscImport.of(xml));

    assertTrue(refused.problems().getFirst().why().contains("nested"));
  }

  @Test
  void leavesOutWhatRollcallDoesNotKnow() throws IOException {
    Path xml =
        Files.writeString(
            folder.resolve("lsc.xml"),
            """
            <lsc><connections/>
            <tasks><task><name>x</name>
            <pluginSourceService/><ldapDestinationService/>
            </task></tasks></lsc>
            """);

    LscImport carried = LscImport.of(xml);

    assertEquals(2, carried.decisions().getFirst().line());
    assertTrue(carried.decisions().getFirst().what().contains("pluginSourceService"));
  }

  @Test
  void leavesUnitsOutAndGroupsWithoutPeople() throws IOException {
    String sample = Files.readString(SAMPLES.resolve("ldap2ldap.xml"));
    Map<String, String> said =
        Map.of(
            "groupOfNames", "keeps groups, and no sync of people", "organizationalUnit", "units");
    for (Map.Entry<String, String> kind : said.entrySet()) {
      Path xml =
          Files.writeString(
              folder.resolve("lsc.xml"), sample.replace("inetOrgPerson\"", kind.getKey() + "\""));

      LscImport carried = LscImport.of(xml);

      assertEquals(19, carried.decisions().getFirst().line());
      assertTrue(
          carried.decisions().getFirst().what().contains(kind.getValue()), carried::toString);
      assertFalse(carried.yaml().contains("users:"), carried.yaml());
    }
  }

  @Test
  void carriesGroupsOverBesideTheirPeople() throws IOException {
    LscImport carried = LscImport.of(SAMPLES.resolve("groups.xml"));

    assertTrue(
        carried
            .yaml()
            .endsWith(
                """
                    groups:
                      base: OU=Groups,DC=example,DC=com
                      filter: '(objectClass=group)'
                      match: [description]
                      at: ou=groups,dc=book
                      kind: groupOfNames
                      groups_filter: '(objectClass=groupOfNames)'
                      attributes:
                        description: all.sAMAccountName.first()
                      changes:
                        create: false
                """),
        carried.yaml());
    assertEquals(
        List.of(
            "groups.xml:9: 'ad' signs in by Kerberos as gsseg_jaas.conf of LSC says",
            "groups.xml:112: 'member' has a script; here the members are those people of the sync"
                + " who are in the group in the source",
            "groups.xml:118: the task 'more groups' keeps groups, and no sync of people between its"
                + " two systems is without any"),
        carried.decisions().stream()
            .map(it -> it.file() + ":" + it.line() + ": " + it.what())
            .toList());
    assertTrue(loaded(carried).syncs().getFirst().groups().isPresent(), "the groups can be loaded");
  }

  @Test
  void signsInByKerberosWhereLscDoes() {
    LscImport carried = LscImport.of(SAMPLES.resolve("groups.xml"));

    assertTrue(
        carried
            .yaml()
            .contains(
                """
                    sasl: gssapi
                    principal: 'lsc@AD.EXAMPLE.COM'
                    keytab: '${env:AD_KEYTAB}'
                """),
        carried.yaml());
    assertFalse(carried.toString().contains("never-written-down"));
  }

  private Configuration loaded(LscImport carried) throws IOException {
    Path file = Files.writeString(folder.resolve("rollcall.yaml"), carried.yaml());
    Map<String, String> environment =
        carried.variables().stream().collect(Collectors.toMap(Variable::name, _ -> "later"));
    return Configuration.load(file, environment);
  }
}
