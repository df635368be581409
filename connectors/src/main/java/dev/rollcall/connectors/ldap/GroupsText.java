// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.problem.Halt;
import java.util.List;
import java.util.Optional;

/// [LdapGroupAccounts] with its DNs and filter understood.
record GroupsText(AccountsText entries, GroupKind kind, Optional<String> placeholder) {
  /// @throws Halt when something in it is malformed
  static GroupsText of(LdapGroupAccounts groups) {
    AccountsText entries =
        AccountsText.of(
            new LdapAccounts(
                groups.at(),
                groups.rdn(),
                groups
                    .filter()
                    .or(() ->
                        Optional.of("(objectClass=%s)".formatted(groups.kind().objectClass()))),
                Optional.empty(),
                Optional.empty()));
    groups
        .placeholder()
        .flatMap(LdapSyntax::dn)
        .ifPresent(flaw -> {
          throw new Halt(List.of(flaw));
        });
    return new GroupsText(entries, groups.kind(), groups.placeholder());
  }
}
