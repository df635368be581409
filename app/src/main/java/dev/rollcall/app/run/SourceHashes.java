// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.connectors.ldap.InitialPassword;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The hashes of passwords that a source has. They are read when the first account is made, beside
/// what plans are made of, so that no plan and no journal ever holds one.
final class SourceHashes implements InitialPassword.Hashes {
  private final Supplier<Source> sources;
  private final Expression anchor;
  private final String column;
  private Optional<Map<Anchor, Secret>> known = Optional.empty();

  /// @param anchor gives the id of a person of the source
  SourceHashes(Supplier<Source> sources, Expression anchor, String column) {
    this.sources = sources;
    this.anchor = anchor;
    this.column = column;
  }

  @Override
  public synchronized Optional<Secret> of(Subject subject) throws ReadFailed {
    if (known.isEmpty()) {
      known = Optional.of(read());
    }
    Map<Anchor, Secret> all = known.get();
    return subject.owner().map(all::get);
  }

  private Map<Anchor, Secret> read() throws ReadFailed {
    List<String> names = new ArrayList<>(anchor.inputs());
    if (names.stream().noneMatch(column::equalsIgnoreCase)) {
      names.add(column);
    }
    Map<Anchor, Secret> all = new HashMap<>();
    try (Source source = sources.get()) {
      source.read(new SourceRequest(names, Optional.empty()), person -> put(person, all));
    }
    return all;
  }

  private void put(Identity person, Map<Anchor, Secret> all) {
    List<String> hash = person.values(column);
    if (hash.size() == 1
        && anchor.evaluate(person::values) instanceof Evaluation.Values(List<String> id)
        && id.size() == 1) {
      all.put(new Anchor(id.getFirst()), Secret.of(hash.getFirst()));
    }
  }
}
