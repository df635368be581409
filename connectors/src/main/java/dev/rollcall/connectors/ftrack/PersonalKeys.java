// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API keys that users made for their programs, by what they called them; all in one call.
final class PersonalKeys {
  private static final Logger LOG = LoggerFactory.getLogger(PersonalKeys.class);
  private static final int MOST = 100;
  private static final List<String> COLUMNS = List.of("id", "identifier", "resource_id");

  private PersonalKeys() {}

  /// @return the keys of those who have some
  static Map<AccountKey, List<String>> of(
      FtrackClient client, FtrackSettings settings, List<Subject> users) {
    Map<String, AccountKey> logins = new HashMap<>();
    for (Subject user : users) {
      user.account().map(Anchor::value).ifPresent(id -> logins.put(id, user.key()));
    }
    String select = QueryText.select(COLUMNS, "ApiKey") + " where ";
    List<String> ids = logins.keySet().stream().sorted().toList();
    List<String> queries =
        QueryText.in("resource_id", ids, MOST).stream().map(select::concat).toList();
    return switch (Found.by(client, queries)) {
      case Found.Rows rows -> named(rows.all(), logins);
      case Found.Nothing(Failure failure) -> {
        LOG.warn(
            "{} does not tell the API keys of {} users who are to be disabled: {}",
            settings.name(),
            logins.size(),
            failure.said());
        yield Map.of();
      }
    };
  }

  private static Map<AccountKey, List<String>> named(
      List<Row> keys, Map<String, AccountKey> logins) {
    Map<AccountKey, List<String>> named = new TreeMap<>(Comparator.naturalOrder());
    for (Row key : keys) {
      AccountKey owner = logins.get(key.text("resource_id").orElse(""));
      if (owner != null) {
        String name = key.text("identifier").filter(text -> !text.isBlank()).orElse(key.id());
        named.computeIfAbsent(owner, _ -> new ArrayList<>()).add(name);
      }
    }
    named.values().forEach(names -> names.sort(Comparator.naturalOrder()));
    return named;
  }
}
