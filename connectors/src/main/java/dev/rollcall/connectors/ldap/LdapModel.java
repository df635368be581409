// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What is known of a directory's accounts from its schema.
final class LdapModel implements AccountModel {
  private static final int BATCH = 2_000;

  private final String naming;
  private final Optional<Schema> schema;
  private final AccountNames names;
  private final Optional<EntryFlaws> flaws;
  private final Map<String, AttributeType> types = new ConcurrentHashMap<>();

  LdapModel(String system, String naming, Optional<Schema> schema, AccountNames names) {
    this.naming = naming;
    this.schema = schema;
    this.names = names;
    this.flaws = schema.map(known -> new EntryFlaws(system, naming, known));
  }

  @Override
  public AttributeType attribute(String name) {
    return types.computeIfAbsent(name, this::type);
  }

  private AttributeType type(String name) {
    return schema
        .map(known -> SchemaFacts.comparison(known, name))
        .orElseGet(() ->
            name.equalsIgnoreCase(SchemaFacts.OBJECT_CLASS)
                ? SchemaFacts.OBJECT_CLASS_WITHOUT_SCHEMA
                : AttributeType.TEXT);
  }

  @Override
  public String naming() {
    return naming;
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    return names.key(wanted, current);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    return flaws.map(known -> known.inNew(wanted)).orElse(List.of());
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    return flaws.map(known -> known.inChange(wanted, removed)).orElse(List.of());
  }

  @Override
  public boolean sellsSeats() {
    return false;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }
}
