// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How groups stand in this one directory.
///
/// @param entries the same for them as for accounts
/// @param placeholder what keeps a group from being empty; empty: its own name
/// @param mandatory whether a group needs a member
record GroupLayout(
    Layout entries, GroupKind kind, Optional<String> placeholder, boolean mandatory) {
  static GroupLayout of(String system, Directory directory, GroupsText text) {
    return new GroupLayout(
        Layout.ofGroups(system, directory, text.entries()),
        text.kind(),
        text.placeholder(),
        isMandatory(directory, text.kind()));
  }

  private static boolean isMandatory(Directory directory, GroupKind kind) {
    Optional<Schema> schema = directory.schema();
    return schema
        .flatMap(known -> SchemaFacts.objectClass(known, kind.objectClass()))
        .map(known ->
            SchemaFacts.must(schema.orElseThrow(), known).stream()
                .anyMatch(type -> type.hasNameOrOID(kind.attribute())))
        .orElse(kind.isMandatory());
  }

  String attribute() {
    return kind.attribute();
  }

  GroupModel model() {
    return new GroupModel(this);
  }

  String placeholder(AccountKey group) {
    return placeholder.orElse(group.value());
  }

  /// The change with what every new group has: its class, and somebody where it may not be empty.
  Change.Create whole(Change.Create create) {
    return new Change.Create(
        create.subject(),
        whole(create.attributes(), placeholder(create.subject().key())),
        create.reason());
  }

  Attributes whole(Attributes wanted, String somebody) {
    SortedMap<String, List<String>> all = new TreeMap<>(wanted.all());
    if (lacks(all, SchemaFacts.OBJECT_CLASS)) {
      all.put(SchemaFacts.OBJECT_CLASS, List.of(kind.objectClass()));
    }
    if (mandatory && lacks(all, kind.attribute())) {
      all.put(kind.attribute(), List.of(somebody));
    }
    if (kind == GroupKind.GROUP) {
      windows(all);
    }
    return new Attributes(all);
  }

  /// As the tools of Windows do it: a global security group (MS-ADTS 2.2.12), with one name for
  /// everything.
  private void windows(SortedMap<String, List<String>> all) {
    if (lacks(all, "groupType")) {
      all.put("groupType", List.of("-2147483646"));
    }
    Optional<List<String>> name =
        all.entrySet().stream()
            .filter(each -> entries.names().isNaming(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    if (lacks(all, "sAMAccountName") && name.isPresent()) {
      all.put("sAMAccountName", name.get());
    }
  }

  private static boolean lacks(SortedMap<String, List<String>> all, String attribute) {
    return all.keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .noneMatch(attribute.toLowerCase(Locale.ROOT)::equals);
  }
}
