// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import dev.rollcall.connectors.ldap.Lengths.Range;
import dev.rollcall.core.model.ValueRule;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a server would refuse in the values of one attribute.
record ValueFlaws(String system) {
  private static final int SHOWN = 60;

  // Attributes that are written on several lines.
  private static final Set<String> MULTI_LINE =
      Set.of("description", "info", "comment", "street", "streetaddress", "postaladdress");

  /// What the schema asks of the values of an attribute.
  ///
  /// @param bound how many characters a value may have; nothing said if not positive
  /// @param range what Active Directory says of it
  record Rule(
      String attribute,
      boolean single,
      boolean serversOwn,
      boolean text,
      boolean multiLine,
      String syntax,
      int bound,
      Optional<Range> range) {
    static Rule of(
        String attribute,
        Optional<AttributeTypeDefinition> type,
        Schema schema,
        Optional<Range> range) {
      return new Rule(
          attribute,
          type.map(AttributeTypeDefinition::isSingleValued).orElse(false),
          type.map(ValueFlaws::isServersOwn).orElse(false),
          LdapValues.of(attribute) == LdapValues.TEXT,
          MULTI_LINE.contains(attribute.toLowerCase(Locale.ROOT)),
          type.map(known -> SchemaFacts.syntax(schema, known)).orElse(""),
          type.map(known -> known.getSyntaxMinimumUpperBound(schema)).orElse(0),
          range);
    }
  }

  // Active Directory says it of objectClass too, and wants it in every new entry.
  private static boolean isServersOwn(AttributeTypeDefinition type) {
    return type.isNoUserModification() && !type.hasNameOrOID(SchemaFacts.OBJECT_CLASS);
  }

  void find(Rule rule, List<String> values, List<Problem> flaws) {
    if (rule.single && values.size() > 1) {
      flaws.add(several(rule.attribute, values));
    }
    if (rule.serversOwn) {
      flaws.add(serversOwn(rule.attribute));
    }
    if (rule.text) {
      for (String value : values) {
        flaw(rule, value).ifPresent(flaws::add);
      }
    }
  }

  private Optional<Problem> flaw(Rule rule, String value) {
    String attribute = rule.attribute;
    if (!isUnicode(value)) {
      return Optional.of(wrong(attribute, value, "it is not valid Unicode"));
    }
    if (hasControl(value, rule.multiLine)) {
      return Optional.of(control(attribute, value));
    }
    if (rule.bound > 0 && value.codePointCount(0, value.length()) > rule.bound) {
      return Optional.of(
          tooLong(attribute, value, value.codePointCount(0, value.length()), rule.bound));
    }
    return demand(rule.syntax, value)
        .map(demand -> wrong(attribute, value, demand))
        .or(() -> rule.range.flatMap(range -> outOf(range, rule, value)));
  }

  private Optional<Problem> outOf(Range range, Rule rule, String value) {
    if (rule.syntax.equals(SchemaFacts.SYNTAX_INTEGER)) {
      BigInteger number = new BigInteger(value);
      boolean below = range.lower().filter(it -> isGreater(it, number)).isPresent();
      boolean above = range.upper().filter(it -> isLess(it, number)).isPresent();
      return below || above
          ? Optional.of(wrong(rule.attribute, value, "the schema wants " + range.words()))
          : Optional.empty();
    }
    if (range.isAbove(value.length())) {
      return Optional.of(
          tooLong(rule.attribute, value, value.length(), range.upper().orElseThrow()));
    }
    return range.isBelow(value.length())
        ? Optional.of(tooShort(rule.attribute, value, range.lower().orElseThrow()))
        : Optional.empty();
  }

  private static boolean isGreater(long bound, BigInteger number) {
    return BigInteger.valueOf(bound).compareTo(number) > 0;
  }

  private static boolean isLess(long bound, BigInteger number) {
    return BigInteger.valueOf(bound).compareTo(number) < 0;
  }

  /// Whether no half of a surrogate pair is alone.
  private static boolean isUnicode(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        boolean pair =
            i + 1 < value.length()
                && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean hasControl(String value, boolean multiLine) {
    for (int i = 0; i < value.length(); i++) {
      char letter = value.charAt(i);
      boolean lineEnd = letter == '\n' || letter == '\r' || letter == '\t';
      if (Character.isISOControl(letter) && !(lineEnd && multiLine)) {
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
          case SchemaFacts.SYNTAX_IA5 -> isAscii(value);
          case SchemaFacts.SYNTAX_NUMERIC -> value.matches("[0-9 ]+");
          case SchemaFacts.SYNTAX_PRINTABLE, SchemaFacts.SYNTAX_PHONE ->
              value.matches("[A-Za-z0-9'()+,./:? =-]+");
          default -> true;
        };
    return good ? Optional.empty() : Optional.of("it is no " + words(syntax));
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
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

  private Problem tooLong(String attribute, String value, int length, long bound) {
    return problem(
        "LDAP-TOO-LONG",
        Blame.DATA,
        "%s: the value '%s' is too long for '%s'".formatted(attribute, shown(value), system),
        "it has %,d characters, the server's schema gives it %,d".formatted(length, bound),
        "shorten the value in the source, or in the mapping of " + attribute);
  }

  private Problem tooShort(String attribute, String value, long bound) {
    return problem(
        "LDAP-TOO-SHORT",
        Blame.DATA,
        "%s: the value '%s' is too short for '%s'".formatted(attribute, shown(value), system),
        "it has %,d characters, the server's schema wants at least %,d"
            .formatted(value.length(), bound),
        "correct the value in the source, or in the mapping of " + attribute);
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
