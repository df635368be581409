// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/// Gets a ticket by a keytab, without a question and without a cache of tickets.
record KerberosLogin(Sign.Kerberos sign, KerberosProblems problems) {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  /// Who may sign in to this host now.
  Subject subject(String host) throws LdapFailed {
    checkKeytab();
    Subject subject = new Subject();
    try {
      KerberosFiles.ofThisProcess().add(sign.realm(), sign.kdcs(), host);
      new LoginContext("rollcall", subject, null, new FromKeytab(options())).login();
      return subject;
    } catch (LoginException refused) {
      throw problems.login(refused);
    } catch (IOException unwritable) {
      throw problems.files(unwritable);
    }
  }

  private void checkKeytab() throws LdapFailed {
    if (!Files.isReadable(sign.keytab()) || Files.isDirectory(sign.keytab())) {
      throw problems.keytab(
          Files.exists(sign.keytab()) ? "this user may not read it" : "there is no such file");
    }
    KerberosPrincipal principal = new KerberosPrincipal(sign.principal());
    if (KeyTab.getInstance(principal, sign.keytab().toFile()).getKeys(principal).length == 0) {
      throw problems.keytab("there is no key of " + sign.principal() + " in it that Java can use");
    }
  }

  private Map<String, String> options() {
    return Map.of(
        "principal", sign.principal(),
        "useKeyTab", "true",
        "keyTab", sign.keytab().toAbsolutePath().toString(),
        "doNotPrompt", "true",
        "isInitiator", "true",
        "refreshKrb5Config", "true");
  }

  /// A configuration of JAAS that is not the process's.
  private static final class FromKeytab extends Configuration {
    private final Map<String, String> options;

    private FromKeytab(Map<String, String> options) {
      super();
      this.options = options;
    }

    @Override
    public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
      return new AppConfigurationEntry[] {
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options)
      };
    }
  }
}
