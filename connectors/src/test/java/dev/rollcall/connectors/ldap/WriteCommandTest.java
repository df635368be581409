// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.core.model.Secret;
import dev.rollcall.testkit.server.Credentials;
import dev.rollcall.testkit.server.Servers;
import dev.rollcall.testkit.server.SharedServerExtension;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WriteCommandTest {
  @RegisterExtension static final SharedServerExtension<SlapdServer> slapd = Servers.sharedSlapd();

  private static final String PASSWORD = "Never-to-be-seen-1";

  private String users;
  private LdapSettings settings;

  @BeforeEach
  void begin() {
    users = "ou=users," + slapd.get().freshArea();
    settings = Settings.secure(slapd.get(), slapd.get().admin()).build();
  }

  @Test
  void isWhatTheServerIsAskedFor() throws Exception {
    String mara = "uid=mara," + users;
    String nils = "uid=nils," + users;
    AddRequest add =
        new AddRequest(
            mara,
            new Attribute("objectClass", "inetOrgPerson"),
            new Attribute("uid", "mara"),
            new Attribute("cn", "Mära 'the $HOME' Lind"),
            new Attribute("sn", " `id` \\"),
            new Attribute("description", "one\ntwo"));
    ModifyRequest modify =
        new ModifyRequest(
            mara,
            new Modification(ModificationType.REPLACE, "sn", "Holm"),
            new Modification(ModificationType.DELETE, "description", "one\ntwo"));
    modify.addControl(new AssertionRequestControl(Filter.createEqualityFilter("uid", "mara")));

    pasted(add);
    assertEquals(
        List.of("Mära 'the $HOME' Lind", " `id` \\", "one\ntwo"),
        List.of(value(mara, "cn"), value(mara, "sn"), value(mara, "description")));
    pasted(modify);
    assertEquals("Holm", value(mara, "sn"));
    pasted(new ModifyDNRequest(mara, "uid=nils", true));
    assertEquals("Holm", value(nils, "sn"));
    pasted(new DeleteRequest(nils));
    assertTrue(slapd.get().entry(nils).isEmpty());
  }

  @Test
  void aConditionThatDoesNotHoldStopsIt() throws Exception {
    DeleteRequest delete = new DeleteRequest(users);
    delete.addControl(new AssertionRequestControl(Filter.createEqualityFilter("ou", "else")));

    assertFalse(paste(new Question.Write(delete)) == 0);

    assertTrue(slapd.get().entry(users).isPresent());
  }

  @Test
  void neverHasAPassword() {
    String dn = "uid=mara," + users;
    List<Question> questions =
        List.of(
            new Question.Write(
                new AddRequest(
                    dn, new Attribute("uid", "mara"), new Attribute("userPassword", PASSWORD))),
            new Question.Write(
                new ModifyRequest(
                    dn,
                    new Modification(ModificationType.REPLACE, "unicodePwd;x-y", PASSWORD),
                    new Modification(ModificationType.REPLACE, "USERPASSWORD", PASSWORD),
                    new Modification(ModificationType.REPLACE, "sn", "Holm"))),
            new Question.SetPassword(dn, Secret.of(PASSWORD)));

    String commands =
        String.join("\n", questions.stream().map(question -> command(question)).toList());

    String encoded =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(PASSWORD.getBytes(StandardCharsets.UTF_8));
    assertFalse(commands.contains(PASSWORD), commands);
    assertFalse(commands.contains(encoded), commands);
    assertFalse(commands.contains(slapd.get().adminPassword()), commands);
    assertTrue(commands.contains("'# userPassword: [hidden]'"), commands);
    assertTrue(commands.contains("'sn: Holm'"), commands);
    assertTrue(commands.contains("ldappasswd"), commands);
  }

  private String command(Question question) {
    return WriteCommand.of(settings, question).orElseThrow();
  }

  private static String value(String dn, String attribute) {
    return slapd.get().values(dn, attribute).getFirst();
  }

  private void pasted(UpdatableLDAPRequest request) throws Exception {
    Question question = new Question.Write(request);

    assertEquals(0, paste(question), command(question));
    assertFalse(command(question).contains("\n"), command(question));
  }

  private int paste(Question question) throws Exception {
    Credentials admin = slapd.get().admin();
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", command(question));
    shell.environment().put("LDAP_PASSWORD", admin.password());
    Process process = shell.redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }
}
