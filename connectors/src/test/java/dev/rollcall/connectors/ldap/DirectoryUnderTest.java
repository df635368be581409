// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.testkit.TargetUnderTest;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Accounts of inetOrgPerson in a directory, with a second way in.
///
/// @param administrator a connection that may do everything
record DirectoryUnderTest(LdapTarget target, LDAPConnection administrator)
    implements TargetUnderTest, AutoCloseable {
  static final List<String> ATTRIBUTES =
      List.of("objectClass", "uid", "cn", "sn", "mail", "displayName", "telephoneNumber");

  static DirectoryUnderTest at(
      String base, Settings settings, Optional<DisableBy> by, LDAPConnection administrator) {
    LdapAccounts accounts = new LdapAccounts(base, "uid", Optional.empty(), by, Optional.empty());
    return new DirectoryUnderTest(new LdapTarget(settings.build(), accounts), administrator);
  }

  @Override
  public List<String> attributes() {
    return ATTRIBUTES;
  }

  @Override
  public Attributes person(String login) {
    SortedMap<String, List<String>> all = new TreeMap<>();
    all.put("objectClass", List.of("inetOrgPerson"));
    all.put("uid", List.of(login));
    all.put("cn", List.of("Mara " + login));
    all.put("sn", List.of(login));
    all.put("mail", List.of(login + "@example.com"));
    all.put("displayName", List.of("Mara Lind"));
    return new Attributes(all);
  }

  @Override
  public Attributes unacceptable(String login) {
    SortedMap<String, List<String>> all = new TreeMap<>(person(login).all());
    all.remove("sn");
    return new Attributes(all);
  }

  @Override
  public String naming() {
    return "uid";
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
