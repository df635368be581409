// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The logins of accounts, for groups that name their members so. An account that is named by its
/// login needs no remembering.
final class Logins {
  static final String ATTRIBUTE = SourceGroups.LOGIN;

  private final Map<String, String> byDn = new ConcurrentHashMap<>();

  void remember(String dn, String login) {
    byDn.put(References.normal(dn), login);
  }

  /// Reads accounts, with their logins where those are not in their names.
  CompleteRead remembering(
      Layout accounts, AccountReader reader, AccountRequest request, Consumer<Account> each)
      throws ReadFailed {
    if (accounts.names().isNaming(ATTRIBUTE)) {
      return reader.read(request, each);
    }
    List<String> more = new ArrayList<>(request.attributes());
    more.add(ATTRIBUTE);
    int asked = request.attributes().size();
    return reader.read(
        new AccountRequest(more, request.only()),
        account -> {
          account.values().get(asked).stream()
              .findFirst()
              .ifPresent(login -> remember(account.key().value(), login));
          each.accept(
              new Account(
                  account.key(),
                  account.anchor(),
                  account.enabled(),
                  account.values().subList(0, asked)));
        });
  }

  Optional<String> of(String dn) {
    return References.login(dn, ATTRIBUTE)
        .or(() -> Optional.ofNullable(byDn.get(References.normal(dn))));
  }
}
