// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import java.util.List;
import java.util.Optional;

/// What is known of a directory's groups from its schema.
record GroupModel(GroupLayout layout) implements AccountModel {
  private LdapModel entries() {
    return layout.entries().model();
  }

  @Override
  public Sort sort() {
    return Sort.GROUP;
  }

  @Override
  public AttributeType attribute(String name) {
    return entries().attribute(name);
  }

  @Override
  public String naming() {
    return entries().naming();
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    return entries().key(wanted, current);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    return entries().flawsInNew(layout.whole(wanted, layout.entries().at().toString()));
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    return entries().flawsInChange(wanted, removed);
  }

  @Override
  public boolean sellsSeats() {
    return false;
  }

  @Override
  public int batchSize() {
    return entries().batchSize();
  }
}
