// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a server would refuse in the values of one attribute.
record ValueFlaws(String system, Schema schema) {
  private static final int SHOWN = 60;

  // Attributes that are written on several lines.
  private static final Set<String> MULTI_LINE =
      Set.of("description", "info", "comment", "street", "streetaddress", "postaladdress");

  void find(
      String attribute, AttributeTypeDefinition type, List<String> values, List<Problem> flaws) {
    if (type.isSingleValued() && values.size() > 1) {
      flaws.add(several(attribute, values));
    }
    if (type.isNoUserModification()) {
      flaws.add(serversOwn(attribute));
    }
    if (LdapValues.of(attribute) == LdapValues.TEXT) {
      String syntax = SchemaFacts.syntax(schema, type);
      int bound = type.getSyntaxMinimumUpperBound(schema);
      values.forEach(value -> flaw(attribute, syntax, bound, value).ifPresent(flaws::add));
    }
  }

  private Optional<Problem> flaw(String attribute, String syntax, int bound, String value) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      return Optional.of(wrong(attribute, value, "it is not valid Unicode"));
    }
    if (hasControl(attribute, value)) {
      return Optional.of(control(attribute, value));
    }
    if (bound > 0 && value.codePointCount(0, value.length()) > bound) {
      return Optional.of(tooLong(attribute, value, bound));
    }
    return demand(syntax, value).map(demand -> wrong(attribute, value, demand));
  }

  private static boolean hasControl(String attribute, String value) {
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      boolean lineEnd = letter == '\n' || letter == '\r' || letter == '\t';
      if (Character.isISOControl(letter)
          && !(lineEnd && MULTI_LINE.contains(attribute.toLowerCase(Locale.ROOT)))) {
        return true;
      }
    }
    return false;
  }

  /// What the syntax asks for and the value does not give.
  private static Optional<String> demand(String syntax, String value) {
    boolean good =
        switch (syntax) {
          case SchemaFacts.SYNTAX_BOOLEAN ->
              List.of("TRUE", "FALSE").contains(ValueRule.BOOLEAN.normal(value));
          case SchemaFacts.SYNTAX_DN -> DN.isValidDN(value);
          case SchemaFacts.SYNTAX_INTEGER -> value.matches("0|-?[1-9][0-9]*");
          case SchemaFacts.SYNTAX_TIME -> value.matches("\\d{10,14}([.,]\\d+)?(Z|[+-]\\d{2,4})");
          case SchemaFacts.SYNTAX_IA5 -> value.chars().allMatch(letter -> letter < 128);
          case SchemaFacts.SYNTAX_NUMERIC -> value.matches("[0-9 ]+");
          case SchemaFacts.SYNTAX_PRINTABLE, SchemaFacts.SYNTAX_PHONE ->
              value.matches("[A-Za-z0-9'()+,./:? =-]+");
          default -> true;
        };
    return good ? Optional.empty() : Optional.of("it is no " + words(syntax));
  }

  private static String words(String syntax) {
    return switch (syntax) {
      case SchemaFacts.SYNTAX_BOOLEAN -> "boolean (TRUE or FALSE)";
      case SchemaFacts.SYNTAX_DN -> "DN (RFC 4514)";
      case SchemaFacts.SYNTAX_INTEGER -> "whole number";
      case SchemaFacts.SYNTAX_TIME -> "generalized time such as 20261120073000Z";
      case SchemaFacts.SYNTAX_IA5 -> "ASCII text (IA5 string), umlauts and the like not being so";
      case SchemaFacts.SYNTAX_NUMERIC -> "numeric string";
      default -> "printable string (ASCII letters, digits and '()+,-./:? =)";
    };
  }

  private Problem wrong(String attribute, String value, String why) {
    return problem(
        "LDAP-SYNTAX",
        Blame.DATA,
        "%s: '%s' does not take the value '%s'".formatted(attribute, system, shown(value)),
        why,
        "correct the value in the source, or convert it in the mapping of " + attribute);
  }

  private Problem tooLong(String attribute, String value, int bound) {
    return problem(
        "LDAP-TOO-LONG",
        Blame.DATA,
        "%s: the value '%s' is too long for '%s'".formatted(attribute, shown(value), system),
        "it has %,d characters, the server's schema gives it %,d"
            .formatted(value.codePointCount(0, value.length()), bound),
        "shorten the value in the source, or in the mapping of " + attribute);
  }

  private Problem control(String attribute, String value) {
    return problem(
        "LDAP-CONTROL-CHARACTER",
        Blame.DATA,
        "%s: the value '%s' has a control character in it".formatted(attribute, shown(value)),
        "such characters (line ends, NUL, escape codes) are invisible and mislead people and"
            + " programs",
        "remove it in the source, or in the mapping of " + attribute);
  }

  private Problem several(String attribute, List<String> values) {
    return problem(
        "LDAP-SINGLE-VALUED",
        Blame.DATA,
        "%s: there are %d values, and '%s' takes one".formatted(attribute, values.size(), system),
        "the values are " + shown(String.join(", ", values)),
        "choose one in the mapping of " + attribute);
  }

  private Problem serversOwn(String attribute) {
    return problem(
        "LDAP-NOT-WRITABLE",
        Blame.CONFIGURATION,
        "%s: only '%s' itself may set it".formatted(attribute, system),
        "the schema says NO-USER-MODIFICATION",
        "remove %s from the mapping".formatted(attribute));
  }

  /// A value for people: short, and with nothing that a terminal would obey.
  static String shown(String value) {
    String visible = value.replaceAll("\\p{Cc}", "\uFFFD");
    return visible.length() <= SHOWN ? visible : visible.substring(0, SHOWN) + "…";
  }

  private static Problem problem(String code, Blame blame, String what, String why, String fix) {
    return new Problem(code, blame, what, why, fix);
  }
}
