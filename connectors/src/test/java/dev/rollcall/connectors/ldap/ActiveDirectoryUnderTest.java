// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.testkit.TargetUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Accounts of `user` in Active Directory, with a second way in.
///
/// @param administrator a connection that may do everything
record ActiveDirectoryUnderTest(LdapTarget target, LDAPConnection administrator)
    implements TargetUnderTest, AutoCloseable {
  static ActiveDirectoryUnderTest at(
      String base, Settings settings, Optional<DisableBy> by, Path told, LDAPConnection root) {
    InitialPassword password =
        new InitialPassword(
            new Origin.Generated(
                PasswordPolicy.USUAL, PasswordChannel.file(told), Optional.empty()),
            Optional.empty(),
            false);
    LdapAccounts accounts =
        new LdapAccounts(
            base,
            "cn",
            Optional.of("(&(objectClass=user)(cn=*))"),
            by,
            Optional.empty(),
            new NewAccounts(Optional.empty(), Optional.of(password)));
    return new ActiveDirectoryUnderTest(new LdapTarget(settings.build(), accounts), root);
  }

  @Override
  public List<String> attributes() {
    return List.of("objectClass", "cn", "sAMAccountName", "sn", "displayName", "mail");
  }

  @Override
  public Attributes person(String login) {
    SortedMap<String, List<String>> all = new TreeMap<>();
    all.put("objectClass", List.of("user"));
    all.put("cn", List.of(login));
    all.put("sAMAccountName", List.of(login));
    all.put("sn", List.of("Lind"));
    all.put("mail", List.of(login + "@example.com"));
    all.put("displayName", List.of("Mara Lind"));
    return new Attributes(all);
  }

  @Override
  public Attributes unacceptable(String login) {
    SortedMap<String, List<String>> all = new TreeMap<>(person(login).all());
    all.put("mail", List.of("one@example.com", "two@example.com"));
    return new Attributes(all);
  }

  @Override
  public String naming() {
    return "cn";
  }

  @Override
  public String plain() {
    return "displayName";
  }

  @Override
  public void meddle(AccountKey account, String attribute, String value) throws Exception {
    administrator.modify(
        account.value(), new Modification(ModificationType.REPLACE, attribute, value));
  }

  @Override
  public void close() {
    target.close();
    administrator.close();
  }
}
