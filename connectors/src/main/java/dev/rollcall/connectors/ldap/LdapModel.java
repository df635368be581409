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
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known of a directory's accounts from its schema.
final class LdapModel implements AccountModel {
  private static final int BATCH = 2_000;

  private final String naming;
  private final Predicate<AccountKey> waiting;
  private final Optional<Schema> schema;
  private final AccountNames names;
  private final Optional<EntryFlaws> flaws;
  private final Optional<PlaceFlaws> placeFlaws;
  private final Map<String, AttributeType> types = new ConcurrentHashMap<>();

  LdapModel(
      String system,
      String naming,
      Directory directory,
      AccountNames names,
      Optional<Branches> branches,
      Predicate<AccountKey> waiting) {
    this.waiting = waiting;
    this.naming = naming;
    this.schema = directory.schema();
    this.names = names;
    this.flaws = schema.map(known -> new EntryFlaws(system, naming, known, directory.lengths()));
    this.placeFlaws = branches.map(known -> new PlaceFlaws(system, known, flaws));
  }

  @Override
  public AttributeType attribute(String name) {
    return types.computeIfAbsent(name, this::type);
  }

  private AttributeType type(String name) {
    if (Placement.isPlacement(name)) {
      return new AttributeType(
          value -> SchemaFacts.normalDn(schema.orElse(null), value), true, false);
    }
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
    return together(
        wanted, flaws.map(known -> known.inNew(Placement.without(wanted))).orElse(List.of()));
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    return together(
        wanted,
        flaws
            .map(known -> known.inChange(Placement.without(wanted), Placement.without(removed)))
            .orElse(List.of()));
  }

  private List<Problem> together(Attributes wanted, List<Problem> ofValues) {
    return wanted.values(Placement.ATTRIBUTE).stream()
        .findFirst()
        .flatMap(place -> placeFlaws.map(known -> known.of(place)))
        .map(ofPlace -> Stream.concat(ofValues.stream(), ofPlace.stream()).toList())
        .orElse(ofValues);
  }

  @Override
  public List<String> madeBefore(AccountKey account) {
    return placeFlaws.map(known -> known.madeBefore(account)).orElse(List.of());
  }

  @Override
  public boolean mayWaitToBeOpened(AccountKey closed) {
    return waiting.test(closed);
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
