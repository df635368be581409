// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Reason;
import dev.rollcall.core.plan.Subject;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where an account stands, as if that were an attribute: so it is computed for each person, read
/// and compared like any other, and a plan shows it.
public final class Placement {
  /// The name of that attribute. No attribute of a directory has a space in its name.
  public static final String ATTRIBUTE = "parent DN";

  static final String UNIT = "ou";
  static final String UNIT_CLASS = "organizationalUnit";

  private Placement() {}

  /// The DN of the unit in the last of these, which are in each other, the first below `base`.
  /// Whatever a name holds, it is one name.
  public static String below(String base, List<String> units) {
    StringBuilder dn = new StringBuilder(base);
    units.forEach(unit -> dn.insert(0, AccountNames.text(new RDN(UNIT, unit)) + ","));
    return dn.toString();
  }

  static boolean isPlacement(String attribute) {
    return attribute.equals(ATTRIBUTE);
  }

  /// The parent of an entry.
  static List<String> of(String dn) {
    try {
      return List.of(AccountNames.parent(new DN(dn)).toString());
    } catch (LDAPException malformed) {
      return List.of();
    }
  }

  /// The attributes that an entry really has.
  static Attributes without(Attributes attributes) {
    if (!attributes.has(ATTRIBUTE)) {
      return attributes;
    }
    SortedMap<String, List<String>> all = new TreeMap<>(attributes.all());
    all.remove(ATTRIBUTE);
    return new Attributes(all);
  }

  /// The names of attributes that an entry really has.
  static List<String> without(List<String> attributes) {
    return attributes.stream().filter(name -> !isPlacement(name)).toList();
  }

  /// A change as it is made: where the account goes, its new key says.
  static Change without(Change change) {
    return switch (change) {
      case Change.Create(Subject subject, Attributes attributes, Reason reason) ->
          new Change.Create(subject, without(attributes), reason);
      case Change.Rename(Subject subject, AccountKey to, List<Edit> edits, Reason reason) ->
          new Change.Rename(subject, to, real(edits), reason);
      case Change.Enable(Subject subject, AccountKey to, List<Edit> edits, Reason reason) ->
          new Change.Enable(subject, to, real(edits), reason);
      case Change.Update _, Change.Disable _, Change.Delete _, Change.Members _ -> change;
    };
  }

  private static List<Edit> real(List<Edit> edits) {
    return edits.stream().filter(edit -> !isPlacement(edit.attribute())).toList();
  }
}
