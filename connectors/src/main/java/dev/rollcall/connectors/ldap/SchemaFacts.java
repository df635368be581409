// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.DITContentRuleDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.ValueRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a server's schema says, inherited definitions included.
final class SchemaFacts {
  // RFC 4517 section 3.3 and 4.1.
  static final String SYNTAX_BOOLEAN = "1.3.6.1.4.1.1466.115.121.1.7";
  static final String SYNTAX_DN = "1.3.6.1.4.1.1466.115.121.1.12";
  static final String SYNTAX_TIME = "1.3.6.1.4.1.1466.115.121.1.24";
  static final String SYNTAX_IA5 = "1.3.6.1.4.1.1466.115.121.1.26";
  static final String SYNTAX_INTEGER = "1.3.6.1.4.1.1466.115.121.1.27";
  static final String SYNTAX_NUMERIC = "1.3.6.1.4.1.1466.115.121.1.36";
  static final String SYNTAX_NAME_AND_UID = "1.3.6.1.4.1.1466.115.121.1.34";
  static final String SYNTAX_OID = "1.3.6.1.4.1.1466.115.121.1.38";
  static final String SYNTAX_DIRECTORY_STRING = "1.3.6.1.4.1.1466.115.121.1.15";
  static final String SYNTAX_PRINTABLE = "1.3.6.1.4.1.1466.115.121.1.44";
  static final String SYNTAX_PHONE = "1.3.6.1.4.1.1466.115.121.1.50";
  static final String SYNTAX_POSTAL = "1.3.6.1.4.1.1466.115.121.1.41";

  static final String OBJECT_CLASS = "objectClass";

  /// What classes demand and no client gives; the last four in Active Directory: MS-ADTS
  /// 3.1.1.5.2.4.
  static final List<String> MADE_BY_THE_SERVER =
      List.of(OBJECT_CLASS, "instanceType", "objectCategory", "nTSecurityDescriptor", "objectSid");

  static final AttributeType OBJECT_CLASS_WITHOUT_SCHEMA =
      new AttributeType(ValueRule.IGNORE_CASE, false, true);

  private SchemaFacts() {}

  /// Whether two names mean one attribute.
  static boolean same(Optional<Schema> schema, String one, String other) {
    return one.equalsIgnoreCase(other)
        || schema
            .flatMap(known -> type(known, one))
            .map(type -> type.hasNameOrOID(other))
            .orElse(false);
  }

  static Optional<AttributeTypeDefinition> type(Schema schema, String attribute) {
    return Optional.ofNullable(schema.getAttributeType(Attribute.getBaseName(attribute)));
  }

  static Optional<ObjectClassDefinition> objectClass(Schema schema, String name) {
    return Optional.ofNullable(schema.getObjectClass(name));
  }

  /// The OID of the syntax without its length; empty where the schema is silent.
  static String syntax(Schema schema, AttributeTypeDefinition type) {
    return Optional.ofNullable(type.getBaseSyntaxOID(schema)).orElse("");
  }

  /// Whether single values can be compared and taken away.
  static boolean hasEquality(Schema schema, String attribute) {
    return type(schema, attribute)
        .flatMap(type -> Optional.ofNullable(type.getEqualityMatchingRule(schema)))
        .isPresent();
  }

  /// How values of an attribute are compared, and how many there may be.
  static AttributeType comparison(Schema schema, String attribute) {
    if (Attribute.getBaseName(attribute).equalsIgnoreCase(OBJECT_CLASS)) {
      return new AttributeType(value -> className(schema, value), false, true);
    }
    return type(schema, attribute)
        .map(type ->
            new AttributeType(
                LdapValues.of(attribute) == LdapValues.FILE_TIME
                    ? ValueRule.TIME
                    : rule(schema, type),
                type.isSingleValued(),
                false))
        .orElse(AttributeType.TEXT);
  }

  private static ValueRule rule(Schema schema, AttributeTypeDefinition type) {
    return switch (syntax(schema, type)) {
      case SYNTAX_BOOLEAN -> ValueRule.BOOLEAN;
      case SYNTAX_TIME -> ValueRule.TIME;
      case SYNTAX_DN, SYNTAX_NAME_AND_UID -> value -> normalDn(schema, value);
      case SYNTAX_OID -> ValueRule.IGNORE_CASE;
      default -> ValueRule.EXACT;
    };
  }

  static String normalDn(@Nullable Schema schema, String value) {
    try {
      return DN.normalize(value, schema);
    } catch (LDAPException notDn) {
      return value;
    }
  }

  private static String className(Schema schema, String value) {
    return objectClass(schema, value)
        .map(ObjectClassDefinition::getNameOrOID)
        .orElse(value)
        .toLowerCase(Locale.ROOT);
  }

  /// Attributes that an entry of these classes must have, inherited ones included.
  static Set<AttributeTypeDefinition> must(Schema schema, ObjectClassDefinition objectClass) {
    Set<AttributeTypeDefinition> all =
        new LinkedHashSet<>(objectClass.getRequiredAttributes(schema, true));
    contentRules(schema, objectClass)
        .flatMap(rule -> Arrays.stream(rule.getRequiredAttributes()))
        .flatMap(name -> type(schema, name).stream())
        .forEach(all::add);
    return all;
  }

  /// The rules that say more about a class than itself: RFC 4512 section 4.1.6. In Active Directory
  /// they are what gives `user` its `sAMAccountName`.
  private static Stream<DITContentRuleDefinition> contentRules(
      Schema schema, ObjectClassDefinition objectClass) {
    return Stream.concat(
            Stream.of(objectClass), objectClass.getSuperiorClasses(schema, true).stream())
        .flatMap(each -> Optional.ofNullable(schema.getDITContentRule(each.getOID())).stream());
  }

  /// Attributes that it may or must have.
  static Set<AttributeTypeDefinition> allowed(Schema schema, ObjectClassDefinition objectClass) {
    Set<AttributeTypeDefinition> all = new LinkedHashSet<>(must(schema, objectClass));
    all.addAll(objectClass.getOptionalAttributes(schema, true));
    contentRules(schema, objectClass)
        .flatMap(rule -> Arrays.stream(rule.getOptionalAttributes()))
        .flatMap(name -> type(schema, name).stream())
        .forEach(all::add);
    contentRules(schema, objectClass)
        .flatMap(rule -> Arrays.stream(rule.getAuxiliaryClasses()))
        .flatMap(name -> objectClass(schema, name).stream())
        .forEach(auxiliary -> {
          all.addAll(auxiliary.getRequiredAttributes(schema, true));
          all.addAll(auxiliary.getOptionalAttributes(schema, true));
        });
    return all;
  }

  /// A hint at the attribute that was probably meant: `; did you mean mail?`.
  static String nearest(Schema schema, String attribute) {
    return nearest(
        attribute,
        schema.getAttributeTypes().stream().flatMap(type -> Arrays.stream(type.getNames())));
  }

  /// The same for an object class.
  static String nearestClass(Schema schema, String name) {
    return nearest(
        name, schema.getObjectClasses().stream().flatMap(found -> Arrays.stream(found.getNames())));
  }

  private static String nearest(String word, Stream<String> names) {
    record Near(String name, int distance) {}
    return names
        .map(name -> new Near(name, distance(lower(word), lower(name))))
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
        .filter(near -> near.distance() <= Math.max(word.length() / 3, word.length() < 4 ? 1 : 2))
        .map(near -> "; did you mean " + near.name() + "?")
        .orElse("");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// How many letters have to be put in, left out or changed (Levenshtein).
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
