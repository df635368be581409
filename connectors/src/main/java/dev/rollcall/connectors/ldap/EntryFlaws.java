// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// What a server would refuse in an entry, found from its schema before it is asked.
final class EntryFlaws {
  private static final String ANYTHING = "extensibleObject";

  private final String system;
  private final String naming;
  private final Schema schema;
  private final Lengths lengths;
  private final ValueFlaws values;
  private final Map<List<String>, Shape> shapes = new ConcurrentHashMap<>();
  private final Map<String, Boolean> indispensable = new ConcurrentHashMap<>();
  private final Map<String, Known> attributes = new ConcurrentHashMap<>();

  EntryFlaws(String system, String naming, Schema schema, Lengths lengths) {
    this.system = system;
    this.naming = naming;
    this.schema = schema;
    this.lengths = lengths;
    this.values = new ValueFlaws(system);
  }

  /// What the classes of an entry demand and allow.
  ///
  /// @param must OIDs with the name to show
  /// @param may OIDs; empty when everything is allowed
  private record Shape(List<Problem> flaws, Map<String, String> must, Optional<Set<String>> may) {}

  /// What the schema says of an attribute.
  ///
  /// @param oid its OID; its name where the schema does not know it
  private record Known(Optional<AttributeTypeDefinition> type, String oid, ValueFlaws.Rule rule) {}

  private Known known(String attribute) {
    return attributes.computeIfAbsent(
        attribute,
        name -> {
          Optional<AttributeTypeDefinition> type = SchemaFacts.type(schema, name);
          return new Known(
              type,
              type.map(AttributeTypeDefinition::getOID).orElse(Attribute.getBaseName(name)),
              ValueFlaws.Rule.of(name, type, schema, lengths.of(name)));
        });
  }

  List<Problem> inNew(Attributes wanted) {
    List<Problem> flaws = new ArrayList<>();
    values(wanted, flaws);
    List<String> classes = values(wanted, SchemaFacts.OBJECT_CLASS);
    Shape shape = shapes.computeIfAbsent(classes, this::shape);
    flaws.addAll(shape.flaws());
    if (shape.flaws().isEmpty()) {
      missing(wanted, shape, flaws);
      notAllowed(wanted, classes, shape, flaws);
    }
    return flaws;
  }

  List<Problem> inChange(Attributes wanted, List<String> removed) {
    List<Problem> flaws = new ArrayList<>();
    values(wanted, flaws);
    for (String attribute : removed) {
      Optional<AttributeTypeDefinition> type = SchemaFacts.type(schema, attribute);
      if (type.isEmpty()) {
        flaws.add(unknown(attribute));
      } else if (indispensable.computeIfAbsent(attribute, _ -> isIndispensable(type.get()))) {
        flaws.add(mandatory(attribute, "the object classes of accounts demand it"));
      }
    }
    return flaws;
  }

  private void values(Attributes wanted, List<Problem> flaws) {
    for (Map.Entry<String, List<String>> each : wanted.all().entrySet()) {
      Known known = known(each.getKey());
      if (known.type().isEmpty()) {
        flaws.add(unknown(each.getKey()));
      } else {
        values.find(known.rule(), each.getValue(), flaws);
      }
    }
  }

  private void missing(Attributes wanted, Shape shape, List<Problem> flaws) {
    Set<String> present = new HashSet<>();
    wanted.all().keySet().forEach(attribute -> present.add(oid(attribute)));
    present.add(oid(naming));
    shape
        .must()
        .forEach((oid, name) -> {
          if (!present.contains(oid)) {
            flaws.add(mandatory(name, "the object classes of the account demand it"));
          }
        });
  }

  private void notAllowed(
      Attributes wanted, List<String> classes, Shape shape, List<Problem> flaws) {
    for (String attribute : wanted.all().keySet()) {
      Known known = known(attribute);
      boolean allowed =
          shape.may().map(may -> may.contains(known.oid())).orElse(true)
              || known.type().map(AttributeTypeDefinition::isOperational).orElse(true);
      if (!allowed) {
        flaws.add(
            new Problem(
                "LDAP-ATTRIBUTE-NOT-ALLOWED",
                Blame.CONFIGURATION,
                "%s: accounts in '%s' cannot have it".formatted(attribute, system),
                "none of the object classes %s allows it".formatted(String.join(", ", classes)),
                "add an object class that has %s to `objectClass`, or map another attribute"
                    .formatted(attribute)));
      }
    }
  }

  private Shape shape(List<String> classes) {
    List<Problem> flaws = new ArrayList<>();
    Map<String, String> must = new TreeMap<>();
    Set<String> may = new HashSet<>();
    boolean anything = false;
    if (classes.isEmpty()) {
      flaws.add(noClass());
    }
    for (String name : classes) {
      Optional<ObjectClassDefinition> known = SchemaFacts.objectClass(schema, name);
      if (known.isEmpty()) {
        flaws.add(unknownClass(name));
        continue;
      }
      anything |= known.get().hasNameOrOID(ANYTHING);
      SchemaFacts.must(schema, known.get())
          .forEach(type -> must.put(type.getOID(), type.getNameOrOID()));
      SchemaFacts.allowed(schema, known.get()).forEach(type -> may.add(type.getOID()));
    }
    SchemaFacts.MADE_BY_THE_SERVER.forEach(name -> must.remove(oid(name)));
    return new Shape(flaws, must, anything ? Optional.empty() : Optional.of(may));
  }

  /// Whether an account that has this attribute cannot lose it: every class that allows it beside
  /// the attribute that names accounts demands it, as `inetOrgPerson` does with `sn`. An edit does
  /// not say which classes its account has.
  private boolean isIndispensable(AttributeTypeDefinition type) {
    List<ObjectClassDefinition> having =
        schema.getObjectClasses().stream()
            .filter(known -> !known.hasNameOrOID(ANYTHING))
            .filter(known -> allows(known, type))
            .filter(
                known -> SchemaFacts.type(schema, naming).stream().allMatch(n -> allows(known, n)))
            .toList();
    return !having.isEmpty()
        && having.stream().allMatch(known -> SchemaFacts.must(schema, known).contains(type));
  }

  private boolean allows(ObjectClassDefinition known, AttributeTypeDefinition type) {
    return SchemaFacts.allowed(schema, known).contains(type);
  }

  private static List<String> values(Attributes wanted, String attribute) {
    for (Map.Entry<String, List<String>> each : wanted.all().entrySet()) {
      if (each.getKey().equalsIgnoreCase(attribute)) {
        return each.getValue();
      }
    }
    return List.of();
  }

  private String oid(String attribute) {
    return known(attribute).oid();
  }

  private Problem unknown(String attribute) {
    return new Problem(
        "LDAP-UNKNOWN-ATTRIBUTE",
        Blame.CONFIGURATION,
        "%s: '%s' knows no such attribute".formatted(attribute, system),
        "the server's schema has no type of this name",
        "correct the name in the mapping" + SchemaFacts.nearest(schema, attribute));
  }

  private Problem unknownClass(String name) {
    return new Problem(
        "LDAP-UNKNOWN-CLASS",
        Blame.CONFIGURATION,
        "objectClass: '%s' knows no class %s".formatted(system, name),
        "the server's schema has no class of this name",
        "correct the name in `objectClass`" + SchemaFacts.nearestClass(schema, name));
  }

  private Problem noClass() {
    return new Problem(
        "LDAP-NO-CLASS",
        Blame.CONFIGURATION,
        "objectClass: new accounts in '%s' get none".formatted(system),
        "an entry has at least one structural object class (RFC 4512 section 2.4)",
        "map it: `objectClass: [inetOrgPerson]`");
  }

  private Problem mandatory(String attribute, String why) {
    return new Problem(
        "LDAP-MUST-MISSING",
        Blame.DATA,
        "%s: there is no value for it, and '%s' demands one".formatted(attribute, system),
        why,
        "give the person a value for it in the source, or map %s with a `default`"
            .formatted(attribute));
  }
}
