// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who was in which group and who held what when all of it was read, until something is changed: so
/// that the image from before need not be read a second time.
final class Lately {
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Map<Grant, List<String>> holders = new HashMap<>();

  /// @param all the ids of users in it, and of groups in it
  void group(String id, List<String> all) {
    members.put(id, all.stream().map(this::shared).toList());
  }

  void grants(Collection<Grant> asked) {
    asked.forEach(grant -> holders.put(grant, new ArrayList<>()));
  }

  void holds(Grant grant, String user) {
    holders.computeIfAbsent(grant, _ -> new ArrayList<>()).add(shared(user));
  }

  /// The users in these groups, where all of them are known.
  Optional<Map<String, List<String>>> users(Collection<String> groups) {
    if (!members.keySet().containsAll(groups)) {
      return Optional.empty();
    }
    Map<String, List<String>> users = new HashMap<>();
    for (String group : groups) {
      List<String> all = members.getOrDefault(group, List.of());
      users.put(group, all.stream().filter(id -> !members.containsKey(id)).toList());
    }
    return Optional.of(users);
  }

  /// Who holds these, where that is known of all of them.
  Optional<Map<Grant, List<String>>> holders(Collection<Grant> grants) {
    return holders.keySet().containsAll(grants) ? Optional.of(holders) : Optional.empty();
  }

  private String shared(String id) {
    return ids.computeIfAbsent(id, same -> same);
  }
}
